package io.vedette.simulator.belt;

import java.util.Random;

/** A lamp to one side: a factor per pixel, brightest below it, falling off with the distance. */
final class Light {
    private static final int ONE = 256;

    /** In 256ths. */
    private final short[] factors;

    Light(Camera camera, double unevenness, Random random) {
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

    /** In 256ths, row by row. */
    short[] factors() {
        return factors;
    }
}
