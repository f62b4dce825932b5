package io.vedette.agent.update;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the release before fared, which the one on probation is measured by.
 *
 * @param failedShare of its frames
 * @param medianMs that its model took for a frame; null where it classified none
 */
public record Baseline(double failedShare, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double medianMs) {
    public Baseline {
        if (!(failedShare >= 0 && failedShare <= 1)) {
            throw new IllegalArgumentException("share of failed frames is not between 0 and 1: " + failedShare);
        }
        if (medianMs != null && !(medianMs >= 0 && Double.isFinite(medianMs))) {
            throw new IllegalArgumentException("median is not 0 ms or more: " + medianMs);
        }
    }

    /** That of a release with so many frames that they tell something. */
    static Optional<Baseline> of(Probation.Reading reading) {
        if (reading.frames() < Probation.TELLING_FRAMES) {
            return Optional.empty();
        }
        double medianMs = reading.latencyMs().quantile(0.5);
        return Optional.of(new Baseline(reading.failedShare(), Double.isNaN(medianMs) ? null : medianMs));
    }
}
