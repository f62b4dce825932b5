package io.vedette.agent.messaging;

import java.time.Duration;

/**
 * How much an outbox keeps and how it writes.
 *
 * @param maxBytes on disk; beyond that the oldest records are given up
 * @param segmentBytes of one file
 * @param batchRecords the most records that one sync makes durable
 * @param batchTime how long the first record of a batch waits for others
 * @param queueRecords that may wait for the disk; beyond that new records are dropped
 * @param retryAfter how long to wait after a failed write
 */
public record OutboxOptions(
        long maxBytes, int segmentBytes, int batchRecords, Duration batchTime, int queueRecords, Duration retryAfter) {

    public OutboxOptions {
        if (segmentBytes < 4096 || maxBytes < 2L * segmentBytes) {
            throw new IllegalArgumentException("an outbox needs segments of 4096 bytes or more and room for two: "
                    + segmentBytes + " of " + maxBytes);
        }
        if (batchRecords < 1 || queueRecords < 1 || batchTime.isNegative() || retryAfter.isNegative()) {
            throw new IllegalArgumentException("an outbox's batch, queue or times are not positive");
        }
    }

    /** Options for a bound on disk, the rest as usual. */
    public static OutboxOptions of(long maxBytes) {
        int segmentBytes = (int) Math.max(4096, Math.min(1 << 20, maxBytes / 8));
        return new OutboxOptions(maxBytes, segmentBytes, 256, Duration.ofMillis(5), 4096, Duration.ofMillis(500));
    }
}
