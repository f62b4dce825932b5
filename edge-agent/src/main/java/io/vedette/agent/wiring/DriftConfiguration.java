package io.vedette.agent.wiring;

import io.vedette.agent.drift.CommissioningOptions;
import io.vedette.agent.drift.DriftOptions;
import io.vedette.agent.pipeline.DecisionRule;
import java.time.Duration;

/**
 * How a camera's drift is watched, where the bundle says what is usual.
 *
 * @param every time between two samples where no item is decided, and between two of the background
 * @param window how old a sample may be
 * @param delta how often, at most, ADWIN may call a constant entropy changed
 * @param commission what is usual of the camera's own picture
 */
record DriftConfiguration(boolean enabled, Duration every, Duration window, double delta, Commission commission) {

    /**
     * The samples that say what the camera's picture usually looks like, in place of the bundle's.
     *
     * @param items so many; 0: the bundle's stay
     * @param days no longer than so many, if there are enough by then
     */
    record Commission(int items, int days) {
        boolean isWanted() {
            return items > 0;
        }
    }

    DriftConfiguration {
        toOptions(DecisionRule.ITEM, every, window, delta, commission);
    }

    DriftOptions toOptions(DecisionRule decision) {
        return toOptions(decision, every, window, delta, commission);
    }

    private static DriftOptions toOptions(
            DecisionRule decision, Duration every, Duration window, double delta, Commission commission) {
        return new DriftOptions(
                decision == DecisionRule.ITEM,
                every,
                window,
                delta,
                commission.isWanted()
                        ? new CommissioningOptions(commission.items(), Duration.ofDays(commission.days()))
                        : null);
    }
}
