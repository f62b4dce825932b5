package io.vedette.agent.pipeline;

import io.vedette.core.contract.Header;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Release;
import java.time.Instant;
import java.util.List;

/**
 * A step in the life of a decision, as {@link Prediction} describes it.
 *
 * @param release what was at work when it was made
 * @param decision the decision's id
 */
public record DecisionStep(
        Release release,
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

    /** The message of it, which speaks of the release that made it. */
    public Prediction toPrediction(Header header) {
        return new Prediction(
                header.withRelease(release),
                camera,
                decision,
                phase,
                label,
                confidence,
                top,
                firstFrame,
                lastFrame,
                startedAt,
                latency);
    }
}
