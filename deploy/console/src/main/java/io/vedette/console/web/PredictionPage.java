package io.vedette.console.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.console.telemetry.StoredPrediction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some predictions, the newest first.
 *
 * @param next to be given as {@code before} for those that follow, absent at the end
 */
public record PredictionPage(
        List<StoredPrediction> predictions, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long next) {

    static PredictionPage of(List<StoredPrediction> predictions, int limit) {
        boolean isLast = predictions.size() < limit;
        return new PredictionPage(
                predictions,
                isLast ? null : predictions.get(predictions.size() - 1).id());
    }
}
