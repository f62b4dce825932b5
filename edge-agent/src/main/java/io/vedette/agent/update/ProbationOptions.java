package io.vedette.agent.update;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a release that took over is watched, and what it may cost.
 *
 * @param time that it must have been at work, in one run of the agent
 * @param frames that it must have answered meanwhile
 * @param extraErrors by how much its share of failed frames may exceed that of the release before
 * @param slowdown how many times slower than the release before its median may be where no budget is known
 * @param leastLatency below which a median tells more of the machine's other work than of the release
 * @param latencyBudget of a picture from pixels to answer, in the median; null where none is known
 * @param starts how often the agent may start while the release is watched
 */
public record ProbationOptions(
        Duration time,
        long frames,
        double extraErrors,
        double slowdown,
        Duration leastLatency,
        @Nullable Duration latencyBudget,
        int starts) {

    public ProbationOptions {
        if (time.isNegative() || frames < 0) {
            throw new IllegalArgumentException("probation is negative: " + time + " and " + frames + " frames");
        }
        if (!(extraErrors >= 0 && extraErrors <= 1)) {
            throw new IllegalArgumentException("share of errors is not between 0 and 1: " + extraErrors);
        }
        if (!(slowdown >= 1)) {
            throw new IllegalArgumentException("slowdown is not 1 or more: " + slowdown);
        }
        if (leastLatency.isNegative()) {
            throw new IllegalArgumentException("least latency is negative: " + leastLatency);
        }
        if (latencyBudget != null && (latencyBudget.isNegative() || latencyBudget.isZero())) {
            throw new IllegalArgumentException("latency budget is not positive: " + latencyBudget);
        }
        if (starts < 1) {
            throw new IllegalArgumentException("starts are not 1 or more: " + starts);
        }
    }
}
