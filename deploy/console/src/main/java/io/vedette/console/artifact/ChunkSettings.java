package io.vedette.console.artifact;

import java.time.Duration;

/**
 * How chunks are sent.
 *
 * @param bytesPerSecond at most, over all devices, so that telemetry is not starved
 * @param maxInFlight chunks that the broker has not confirmed yet
 * @param window how long a chunk waits for others who ask for it
 */
public record ChunkSettings(long bytesPerSecond, int maxInFlight, Duration window) {
    /** What a small network carries beside its telemetry. */
    public static final ChunkSettings DEFAULT = new ChunkSettings(4L << 20, 4, Duration.ofMillis(200));

    public ChunkSettings {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("bytes per second are not 1 or more: " + bytesPerSecond);
        }
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("chunks in flight are not 1 or more: " + maxInFlight);
        }
        if (window.isNegative()) {
            throw new IllegalArgumentException("window is negative: " + window);
        }
    }
}
