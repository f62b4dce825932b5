package io.vedette.trainer.evidence;

import io.vedette.trainer.evaluation.Interval;
import java.util.List;

/**
 * One way of making integers that was tried, and what it cost on the validation images.
 *
 * @param name what was done, in words
 * @param isChosen whether the files are made this way
 */
public record RungEvidence(String name, List<Cost> costs, boolean isChosen) {
    public RungEvidence {
        costs = List.copyOf(costs);
    }

    /**
     * What a file made this way cost.
     *
     * @param drop of accuracy below the network in floats, 0 to 1
     * @param interval in which the true drop lies with 95 % confidence
     * @param agreement share of images on which both name the same class
     */
    public record Cost(String file, double drop, Interval interval, double agreement) {}
}
