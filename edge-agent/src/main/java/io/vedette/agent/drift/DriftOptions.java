package io.vedette.agent.drift;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a camera's drift is watched.
 *
 * @param isPerItem whether there is one sample an item, by its decision; else one in each {@code every}
 * @param every how often a picture is sampled where no item comes by, in the source's time
 * @param window how old a sample may be, in the source's time
 * @param adwinDelta how often, at most, ADWIN may call a constant entropy changed
 * @param commissioning what the camera's own reference is made of; null where the trainer's stays
 */
public record DriftOptions(
        boolean isPerItem,
        Duration every,
        Duration window,
        double adwinDelta,
        @Nullable CommissioningOptions commissioning) {

    public DriftOptions {
        if (every.toMillis() < 1) {
            throw new IllegalArgumentException("time between two samples is not 1 ms or longer: " + every);
        }
        if (window.compareTo(every) <= 0) {
            throw new IllegalArgumentException(
                    "window is not longer than the time between two samples, " + every + ": " + window);
        }
        if (!(adwinDelta > 0 && adwinDelta < 1)) {
            throw new IllegalArgumentException("delta of ADWIN is not between 0 and 1: " + adwinDelta);
        }
    }
}
