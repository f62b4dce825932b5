package io.vedette.simulator.belt;

import java.util.Random;

/** A lamp to one side: a factor per pixel, brightest below it, falling off with the distance. */
final class Light {
    private static final int ONE = 256;

    private final Camera camera;

    /** In 256ths. */
    private final short[] factors;

    Light(Camera camera, double unevenness, Random random) {
        this.camera = camera;
        this.factors = new short[camera.width() * camera.height()];
        double lampX = camera.width() * (0.25 + 0.5 * random.nextDouble());
        double lampY = camera.height() * (0.25 + 0.5 * random.nextDouble());
        double reach = 0;
        for (int corner = 0; corner < 4; corner++) {
            reach = Math.max(
                    reach, Math.hypot(lampX - corner % 2 * camera.width(), lampY - corner / 2 * camera.height()));
        }
        for (int i = 0; i < factors.length; i++) {
            int row = i / camera.width();
            double distance = Math.hypot(i % camera.width() - lampX, row - lampY) / reach;
            // Around 1, so that the picture as a whole keeps its brightness.
            factors[i] = (short) Math.round(ONE * (1 + unevenness * (0.5 - distance * distance)));
        }
    }

    private Light(Camera camera, short[] factors) {
        this.camera = camera;
        this.factors = factors;
    }

    /** The same light by a factor, seen so many pixels further right and down; beyond the frame it is as at its edge. */
    Light seenBy(double factor, int right, int down) {
        short[] seen = new short[factors.length];
        for (int i = 0; i < seen.length; i++) {
            int x = Math.max(0, Math.min(camera.width() - 1, i % camera.width() - right));
            int y = Math.max(0, Math.min(camera.height() - 1, i / camera.width() - down));
            seen[i] = (short) Math.round(factor * factors[y * camera.width() + x]);
        }
        return new Light(camera, seen);
    }

    /** In 256ths, row by row. */
    short[] factors() {
        return factors;
    }
}
