package io.vedette.agent.messaging;

import java.time.Duration;

/**
 * How a session delivers.
 *
 * @param window messages that may be on their way to the broker at a time
 * @param greeting how long the console may take, after a connection, to say what it has
 * @param patience how long an acknowledgement may take before records are sent again
 * @param longestPatience limit of the patience, which doubles while nothing is acknowledged
 */
public record SessionOptions(
        Acknowledger acknowledger, int window, Duration greeting, Duration patience, Duration longestPatience) {
    public SessionOptions {
        if (window < 1 || window > 65_535) {
            throw new IllegalArgumentException("window is not from 1 to 65535: " + window);
        }
        if (patience.isNegative() || patience.isZero() || longestPatience.compareTo(patience) < 0) {
            throw new IllegalArgumentException(
                    "patience is not positive and growing: " + patience + " to " + longestPatience);
        }
    }
}
