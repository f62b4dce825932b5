package io.vedette.runtime.media;

/**
 * What a written video is like.
 *
 * @param width in pixels, even
 * @param height in pixels, even
 * @param framesPerSecond of the video's own time
 * @param quantizer of H.264, from 12, best and largest, to 51; the encoder has none lower
 * @param keyframeInterval frames from one that stands for itself to the next
 */
public record VideoFormat(int width, int height, int framesPerSecond, int quantizer, int keyframeInterval) {
    private static final int LEAST_QUANTIZER = 12;
    private static final int MOST_QUANTIZER = 51;

    /** Checks that an encoder can do it. */
    public VideoFormat {
        requireSide("width", width);
        requireSide("height", height);
        requireRange("framesPerSecond", framesPerSecond, 1, 240);
        requireRange("quantizer", quantizer, LEAST_QUANTIZER, MOST_QUANTIZER);
        requireRange("keyframeInterval", keyframeInterval, 1, 10_000);
    }

    private static void requireSide(String name, int side) {
        requireRange(name, side, 16, 4096);
        if (side % 2 != 0) {
            throw new IllegalArgumentException(name + " is not even: " + side);
        }
    }

    private static void requireRange(String name, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(name + " is not from " + lowest + " to " + highest + ": " + value);
        }
    }
}
