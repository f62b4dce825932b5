package io.vedette.agent.messaging;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before another attempt: twice as long after each failure, up to a limit, less a random part of up to a half so that a fleet
 * does not return all at once.
 */
public final class Backoff {
    private final long firstMs;
    private final long longestMs;
    private final RandomGenerator random;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        if (first.toMillis() < 1 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("delays are not 1 ms or more and growing: " + first + " to " + longest);
        }
        this.firstMs = first.toMillis();
        this.longestMs = longest.toMillis();
        this.random = random;
    }

    /**
     * The time to wait, in whole milliseconds.
     *
     * @param failures so far, 0 before the first
     */
    public Duration delayAfter(int failures) {
        long full = firstMs;
        for (int i = 0; i < failures && full < longestMs; i++) {
            full = Math.min(longestMs, 2 * full);
        }
        long half = full / 2;
        return Duration.ofMillis(full - half + random.nextLong(half + 1));
    }
}
