package io.vedette.core.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.stats.Histogram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One signal of a window beside its reference.
 *
 * @param samples of it in the window
 * @param effectiveSize how many independent samples those are worth
 * @param requiredSize below which nothing is said
 * @param current what the window holds: the counts of a number's values, or for the class mix of the labels' indices; absent where the signal
 *     has no such form
 * @param reference likewise
 */
public record SignalReport(
        Signal signal,
        Verdict verdict,
        int samples,
        double effectiveSize,
        double requiredSize,
        List<Measure> measures,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Histogram current,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Histogram reference) {

    public SignalReport {
        measures = List.copyOf(measures);
    }
}
