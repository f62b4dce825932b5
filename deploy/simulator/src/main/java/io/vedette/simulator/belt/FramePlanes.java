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

    boolean isColoured() {
        return hasColour;
    }

    /** Becomes a copy of planes of the same size. */
    void copyFrom(FramePlanes other) {
        System.arraycopy(other.luma, 0, luma, 0, luma.length);
        System.arraycopy(other.blue, 0, blue, 0, blue.length);
        System.arraycopy(other.red, 0, red, 0, red.length);
        hasColour = other.hasColour;
    }

    void markColoured() {
        hasColour = true;
    }
}
