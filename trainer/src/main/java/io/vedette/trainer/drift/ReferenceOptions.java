package io.vedette.trainer.drift;

import io.vedette.core.drift.Comparison;
import io.vedette.core.drift.FalseAlarmBudget;
import java.util.List;

/**
 * How a drift reference is made.
 *
 * @param background labels that mean nothing is there
 * @param window samples of a device's window for numbers
 * @param seed of what is drawn
 */
public record ReferenceOptions(List<String> background, int window, FalseAlarmBudget budget, long seed) {
    public ReferenceOptions {
        background = List.copyOf(background);
        if (window < Comparison.MIN_NUMBERS) {
            throw new IllegalArgumentException(
                    "window is not " + Comparison.MIN_NUMBERS + " samples or more: " + window);
        }
    }
}
