package io.vedette.simulator.belt;

import java.util.Random;

/** What a lens out of focus, and dirt on it, do to a frame. */
final class Lens {
    /** The light that thick dirt shows by itself, in luma. */
    private static final int DIRT_LUMA = 34;
    /** Lowest and highest share of the opacity's logarithm: dirt is thicker in some places than in others. */
    private static final double THINNEST = 0.5;

    private static final double THICKEST = 1.5;
    /** What is seen through thick dirt is smeared so far, in heights of a frame. */
    private static final double DIRT_BLUR = 0.06;
    /** Patches of dirt along each side of the frame. */
    private static final int PATCHES = 6;

    private static final int OPAQUE = 256;
    private static final byte NEUTRAL = (byte) 128;

    private final Blur luma;
    private final Blur chroma;
    private final boolean isBlurred;
    /** Of the dirt, in 256ths. */
    private final short[] opacities;

    private final boolean isCovered;

    /** @param dirt says where it is thick */
    Lens(Camera camera, Sight sight, Random dirt) {
        double blur = Math.hypot(sight.blur(), sight.cover() * DIRT_BLUR) * camera.height();
        this.luma = new Blur(camera.width(), camera.height(), blur);
        this.chroma = new Blur(camera.width() / 2, camera.height() / 2, blur / 2);
        this.isBlurred = blur > 0;
        this.isCovered = sight.cover() > 0;
        this.opacities = isCovered ? opacities(camera, sight.cover(), dirt) : new short[0];
    }

    private static short[] opacities(Camera camera, double cover, Random random) {
        double[] thickness = new double[(PATCHES + 1) * (PATCHES + 1)];
        for (int i = 0; i < thickness.length; i++) {
            thickness[i] = THINNEST + (THICKEST - THINNEST) * random.nextDouble();
        }
        short[] opacities = new short[camera.width() * camera.height()];
        for (int y = 0; y < camera.height(); y++) {
            double down = (double) y * PATCHES / camera.height();
            for (int x = 0; x < camera.width(); x++) {
                double right = (double) x * PATCHES / camera.width();
                double clear = StrictMath.pow(1 - cover, between(thickness, right, down));
                opacities[y * camera.width() + x] = (short) Math.round(OPAQUE * (1 - clear));
            }
        }
        return opacities;
    }

    private static double between(double[] grid, double right, double down) {
        int column = (int) right;
        int row = (int) down;
        double x = right - column;
        double y = down - row;
        int corner = row * (PATCHES + 1) + column;
        double above = grid[corner] * (1 - x) + grid[corner + 1] * x;
        double below = grid[corner + PATCHES + 1] * (1 - x) + grid[corner + PATCHES + 2] * x;
        return above * (1 - y) + below * y;
    }

    /** Shows the frame as it is seen through this lens. */
    void show(FramePlanes planes) {
        if (isBlurred) {
            luma.apply(planes.luma);
        }
        if (isCovered) {
            for (int i = 0; i < opacities.length; i++) {
                planes.luma[i] = (byte) hidden(planes.luma[i] & 0xff, DIRT_LUMA, opacities[i]);
            }
        }
        if (planes.isColoured()) {
            show(planes.blue);
            show(planes.red);
        }
    }

    private void show(byte[] plane) {
        if (isBlurred) {
            chroma.apply(plane);
        }
        if (isCovered) {
            int width = chroma.width();
            for (int i = 0; i < plane.length; i++) {
                int above = i / width * 2 * (2 * width) + i % width * 2;
                plane[i] = (byte) hidden(plane[i] & 0xff, NEUTRAL & 0xff, opacities[above]);
            }
        }
    }

    private static int hidden(int value, int dirt, int opacity) {
        return (value * (OPAQUE - opacity) + dirt * opacity) / OPAQUE;
    }
}
