package io.vedette.agent.wiring;

import io.vedette.agent.update.ProbationOptions;
import io.vedette.agent.update.UpdateOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How releases are installed.
 *
 * @param probation how long a release that took over is watched
 * @param probationFrames how many frames it must have answered meanwhile
 * @param latencyBudget of a picture, in the median; by default three times the release at work
 * @param memoryBudget of a release's engines, beside those of the release at work
 */
record UpdateConfiguration(
        Duration probation, long probationFrames, @Nullable Duration latencyBudget, ByteSize memoryBudget) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
    private static final double EXTRA_ERRORS = 0.01;

    /** How many times slower than the release at work another may be, in its trial and on probation, where no budget is given. */
    static final double SLOWDOWN = 3;

    /** No release is too slow by less, since a busy machine takes that for itself. */
    static final Duration LEAST_LATENCY = Duration.ofMillis(5);

    /** Starts that may fail before a release is given up: one unlucky power cut is not a bad release. */
    static final int STARTS = 3;

    UpdateConfiguration {
        toOptions(probation, probationFrames, latencyBudget);
        if (memoryBudget.bytes() < 1) {
            throw new IllegalArgumentException("memory-budget is not positive: " + memoryBudget.bytes());
        }
    }

    UpdateOptions toOptions() {
        return toOptions(probation, probationFrames, latencyBudget);
    }

    private static UpdateOptions toOptions(Duration probation, long frames, @Nullable Duration latencyBudget) {
        return new UpdateOptions(
                PATIENCE,
                LONGEST_PATIENCE,
                RETRY_AFTER,
                new ProbationOptions(probation, frames, EXTRA_ERRORS, SLOWDOWN, LEAST_LATENCY, latencyBudget, STARTS));
    }
}
