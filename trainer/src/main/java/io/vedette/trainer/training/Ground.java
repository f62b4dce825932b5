package io.vedette.trainer.training;

import java.util.Random;

/** An unevenly lit surface that shows wherever a picture is darker, as under an object on black that a camera sees on a belt. */
final class Ground {
    /** The most that the light rises or falls from the middle to a side, as a share. */
    private static final float UNEVENNESS = 0.2f;

    private final int height;
    private final int width;
    private final int channels;

    Ground(int height, int width, int channels) {
        this.height = height;
        this.width = width;
        this.channels = channels;
    }

    /** Lays a random ground, of {@code brightest} in its middle at most, under packed pixels in place. */
    void layUnder(byte[] pixels, int brightest, Random random) {
        float middle = random.nextFloat() * brightest;
        float across = (2 * random.nextFloat() - 1) * UNEVENNESS;
        float down = (2 * random.nextFloat() - 1) * UNEVENNESS;
        int at = 0;
        for (int y = 0; y < height; y++) {
            float rowLight = 1 + down * (2f * y / height - 1);
            for (int x = 0; x < width; x++) {
                int level = Math.min(255, Math.round(middle * (rowLight + across * (2f * x / width - 1))));
                for (int channel = 0; channel < channels; channel++) {
                    pixels[at] = (byte) Math.max(pixels[at] & 0xff, level);
                    at++;
                }
            }
        }
    }
}
