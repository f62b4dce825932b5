package io.vedette.agent.wiring;

import io.vedette.agent.camera.CameraStatus;
import io.vedette.agent.health.DistinctErrors;
import io.vedette.agent.health.Meters;
import io.vedette.agent.messaging.Headers;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.PictureClassifier;
import io.vedette.agent.pipeline.PipelineCounts;
import io.vedette.agent.web.AgentView;
import io.vedette.agent.web.RecentPredictions;
import io.vedette.agent.web.UnreadablePictureException;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.Prediction;
import io.vedette.runtime.media.UnreadableSourceException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The running agent as its web shows it. */
final class AgentStatus implements AgentView {
    private final Parts parts;

    AgentStatus(Parts parts) {
        this.parts = parts;
    }

    /** What of the agent is looked at. */
    record Parts(
            AgentConfiguration configuration,
            Headers headers,
            ModelAtWork model,
            Optional<Updates> updates,
            Cameras cameras,
            DriftWatch drift,
            Optional<Fleet> fleet,
            RecentPredictions recent,
            PictureClassifier pictures,
            DistinctErrors errors,
            Meters meters) {}

    @Override
    public Health health() {
        List<CameraState> listed = new ArrayList<>();
        boolean isDegraded = false;
        for (CameraLine line : parts.cameras().lines()) {
            CameraStatus status = line.camera().status();
            PipelineCounts counts = line.pipeline().counts();
            isDegraded |= status.state() == CameraHealth.State.NO_FRAMES
                    || line.camera().isFailed();
            listed.add(new CameraState(
                    line.name(),
                    status.state(),
                    status.since(),
                    status.detail(),
                    counts.captured(),
                    counts.classified(),
                    counts.dropped(),
                    counts.failed()));
        }
        Model model = parts.model().current();
        return new Health(
                isDegraded ? Health.DEGRADED : Health.OK,
                parts.configuration().device().value(),
                parts.headers().uptimeMs(),
                model.release(),
                model.variant().id(),
                listed,
                new Broker(
                        parts.fleet().map(Fleet::brokerAddress).orElse(""),
                        parts.fleet().map(Fleet::isConnected).orElse(false)),
                parts.fleet().isPresent() ? parts.fleet().get().outbox() : null,
                parts.errors().entries().stream()
                        .map(entry ->
                                new Fault(entry.kind(), entry.message(), entry.count(), entry.first(), entry.last()))
                        .toList());
    }

    @Override
    public Predictions predictions() {
        return parts.recent().view();
    }

    @Override
    public Drift drift() {
        Map<String, DriftReport> latest = new TreeMap<>();
        parts.drift()
                .latest()
                .forEach((camera, finding) ->
                        latest.put(camera, finding.toReport(parts.headers().now())));
        return new Drift(latest);
    }

    @Override
    public ModelDescription model() {
        Model model = parts.model().current();
        return new ModelDescription(
                model.release(),
                model.keyId(),
                model.variant().id(),
                model.variant().format().name().toLowerCase(Locale.ROOT),
                model.variant().precision().name().toLowerCase(Locale.ROOT),
                model.runtime(),
                model.variant().accuracy(),
                model.manifest().labels(),
                model.manifest().preprocessing());
    }

    @Override
    public Optional<Update> update() {
        return parts.updates()
                .flatMap(present -> present.view(
                        parts.headers(), parts.model().current().variant().id()));
    }

    @Override
    public Classification classify(ByteBuffer picture, int top) {
        try {
            PictureClassifier.Result result = parts.pictures().classify("the picture", picture, top);
            Prediction.Score best = result.top().get(0);
            return new Classification(
                    best.label(), best.probability(), result.top(), result.latency(), result.release());
        } catch (UnreadableSourceException e) {
            throw new UnreadablePictureException("The picture cannot be read: " + e.reason(), e);
        }
    }

    @Override
    public String metrics() {
        return parts.meters().scrape();
    }

    @Override
    public int maxPictureBytes() {
        return Math.toIntExact(parts.configuration().http().maxPicture().bytes());
    }
}
