package io.vedette.console.artifact;

import io.vedette.core.contract.Artifact;
import java.time.Duration;

/**
 * What those who publish may take of the console.
 *
 * @param maxKeptBytes of all published bundles together
 * @param grace how long a bundle may take to come, however little of it comes
 * @param leastBytesPerSecond that must come on the average beyond that
 */
public record UploadLimits(long maxKeptBytes, Duration grace, long leastBytesPerSecond) {
    /** So slow that a poor line keeps up, and the largest bundle is here within two hours. */
    public static final UploadLimits DEFAULT = new UploadLimits(10L << 30, Duration.ofMinutes(1), 64 << 10);

    public UploadLimits {
        if (maxKeptBytes < Artifact.CHUNK_BYTES) {
            throw new IllegalArgumentException(
                    "the bytes of all bundles are not " + Artifact.CHUNK_BYTES + " or more: " + maxKeptBytes);
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace is negative: " + grace);
        }
        if (leastBytesPerSecond < 1) {
            throw new IllegalArgumentException("the least bytes per second are not 1 or more: " + leastBytesPerSecond);
        }
    }

    /** These with another bound of what is kept. */
    public UploadLimits withMaxKeptBytes(long bytes) {
        return new UploadLimits(bytes, grace, leastBytesPerSecond);
    }

    /** Whether an upload of which so much has come has taken too long. */
    boolean isTooSlow(long bytes, Duration taken) {
        Duration beyond = taken.minus(grace);
        return !beyond.isNegative() && (double) bytes < beyond.toNanos() / 1e9 * (double) leastBytesPerSecond;
    }
}
