package io.vedette.runtime.media;

import java.time.Duration;

/**
 * The limits within which a source is read.
 *
 * @param decoderThreads that decode one source together; more than one adds frames of delay
 * @param openTimeout until a source has shown what it holds
 * @param readTimeout between two frames
 * @param maxPixels of one frame; a larger one is refused before memory is taken for it
 */
public record MediaOptions(int decoderThreads, Duration openTimeout, Duration readTimeout, long maxPixels) {
    /** One thread, 15 seconds to open, 10 between frames, 64 million pixels. */
    public static final MediaOptions DEFAULT =
            new MediaOptions(1, Duration.ofSeconds(15), Duration.ofSeconds(10), 64_000_000);

    /** Checks that all are positive. */
    public MediaOptions {
        if (decoderThreads < 1 || decoderThreads > 64) {
            throw new IllegalArgumentException("decoderThreads are not from 1 to 64: " + decoderThreads);
        }
        requirePositive("openTimeout", openTimeout);
        requirePositive("readTimeout", readTimeout);
        if (maxPixels < 1) {
            throw new IllegalArgumentException("maxPixels is not positive: " + maxPixels);
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " is not positive: " + duration);
        }
    }
}
