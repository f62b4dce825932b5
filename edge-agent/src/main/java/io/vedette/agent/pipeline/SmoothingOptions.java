package io.vedette.agent.pipeline;

import java.time.Duration;
import java.util.Set;

/**
 * How single results become decisions.
 *
 * @param frames equal results in a row that it takes
 * @param threshold probability that a result needs, else it is {@code unknown}
 * @param background labels that mean nothing is there: they end a decision and make none
 * @param rule what one decision stands for
 * @param updateEvery how often a decision that goes on says so
 * @param top how many classes a step names
 */
public record SmoothingOptions(
        int frames, double threshold, Set<String> background, DecisionRule rule, Duration updateEvery, int top) {
    public SmoothingOptions {
        background = Set.copyOf(background);
        if (frames < 1) {
            throw new IllegalArgumentException("frames in a row are not 1 or more: " + frames);
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold is not between 0 and 1: " + threshold);
        }
        if (updateEvery.isNegative() || top < 1) {
            throw new IllegalArgumentException("updateEvery or top are not positive");
        }
    }
}
