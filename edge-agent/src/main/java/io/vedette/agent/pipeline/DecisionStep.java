package io.vedette.agent.pipeline;

import io.vedette.core.contract.Header;
import io.vedette.core.contract.Prediction;
import java.time.Instant;
import java.util.List;

/**
 * A step in the life of a decision, as {@link Prediction} describes it.
 *
 * @param decision the decision's id
 */
public record DecisionStep(
        String camera,
        String decision,
        Prediction.Phase phase,
        String label,
        double confidence,
        List<Prediction.Score> top,
        long firstFrame,
        long lastFrame,
        Instant startedAt,
        Prediction.Latency latency) {

    public DecisionStep {
        top = List.copyOf(top);
    }

    /** The message of it. */
    public Prediction toPrediction(Header header) {
        return new Prediction(
                header, camera, decision, phase, label, confidence, top, firstFrame, lastFrame, startedAt, latency);
    }
}
