package io.vedette.trainer.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report shows.
 *
 * @param title the run's name
 * @param subject what was evaluated
 * @param loss curves of the loss by epoch
 * @param accuracy curves of the accuracy by epoch
 * @param wrong the wrong answers shown with pictures
 * @param improvement what training further changed; null if the network began with random weights
 * @param drift what the drift reference of the last export says; null if there is none
 * @param provenance what produced the network, in order
 */
public record Report(
        String title,
        String subject,
        Evaluation evaluation,
        List<Curve> loss,
        List<Curve> accuracy,
        List<GalleryEntry> wrong,
        @Nullable Improvement improvement,
        @Nullable DriftFigures drift,
        Map<String, String> provenance) {
    public Report {
        loss = List.copyOf(loss);
        accuracy = List.copyOf(accuracy);
        wrong = List.copyOf(wrong);
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    }
}
