package io.vedette.core.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One statistic of a window.
 *
 * @param pValue the probability of such a value, or a larger one, without a change, where it is known
 * @param warning from which it warns
 * @param alarm from which it is an alarm
 */
public record Measure(
        Statistic statistic,
        double value,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double pValue,
        double warning,
        double alarm,
        Verdict verdict) {}
