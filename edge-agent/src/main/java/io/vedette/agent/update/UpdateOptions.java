package io.vedette.agent.update;

import java.time.Duration;

/**
 * How an update is done.
 *
 * @param patience how long a chunk may take before it is asked for again
 * @param longestPatience limit of the patience, which doubles while nothing comes
 * @param retryAfter how long to wait after the disk refused something
 */
public record UpdateOptions(
        Duration patience, Duration longestPatience, Duration retryAfter, ProbationOptions probation) {
    public UpdateOptions {
        if (patience.toMillis() < 1 || longestPatience.compareTo(patience) < 0) {
            throw new IllegalArgumentException(
                    "patience is not 1 ms or more and growing: " + patience + " to " + longestPatience);
        }
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException("time before another attempt is negative: " + retryAfter);
        }
    }
}
