package io.vedette.simulator.belt;

import java.util.Arrays;

/** One frame's planes, reused: luma from 16 to 235, and the two chroma planes of half the size around 128. */
final class FramePlanes {
    private static final byte NEUTRAL = (byte) 128;

    final int width;
    final int height;
    final byte[] luma;
    final byte[] blue;
    final byte[] red;
    private boolean hasColour;

    FramePlanes(int width, int height) {
        this.width = width;
        this.height = height;
        this.luma = new byte[width * height];
        this.blue = new byte[width * height / 4];
        this.red = new byte[width * height / 4];
        Arrays.fill(blue, NEUTRAL);
        Arrays.fill(red, NEUTRAL);
    }

    void clearColour() {
        if (hasColour) {
            Arrays.fill(blue, NEUTRAL);
            Arrays.fill(red, NEUTRAL);
            hasColour = false;
        }
    }

    void markColoured() {
        hasColour = true;
    }
}
