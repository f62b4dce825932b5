package io.vedette.simulator.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.agent.camera.Camera;
import io.vedette.agent.camera.CameraListener;
import io.vedette.agent.camera.CameraOptions;
import io.vedette.agent.camera.CameraStatus;
import io.vedette.agent.camera.Pace;
import io.vedette.agent.camera.SceneOptions;
import io.vedette.agent.drift.DriftFinding;
import io.vedette.agent.drift.DriftMonitor;
import io.vedette.agent.drift.DriftOptions;
import io.vedette.agent.drift.Evaluations;
import io.vedette.agent.health.ErrorLog;
import io.vedette.agent.pipeline.CameraPipeline;
import io.vedette.agent.pipeline.Classifier;
import io.vedette.agent.pipeline.DecisionRule;
import io.vedette.agent.pipeline.DecisionStep;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.SmoothingOptions;
import io.vedette.agent.pipeline.StageObserver;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.contract.Prediction;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.json.RecordJson;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.image.Region;
import io.vedette.runtime.media.MediaAddress;
import io.vedette.runtime.media.MediaOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A device's camera, pipeline and drift watch on a belt video; only that each window is judged before the next frame is looked at, so that what is told
 * when does not depend on how fast the machine is.
 */
final class DriftOnBelt {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Model model;
    private final DriftReference reference;
    private final String referenceId;

    DriftOnBelt(ModelBundle bundle) {
        this.model = Model.open(
                bundle, Model.AUTO, System.getProperty("os.arch"), EngineOptions.SINGLE_THREAD, System::nanoTime);
        byte[] json = model.findDriftReference().orElseThrow();
        this.reference = DriftReference.fromJson(json);
        this.referenceId = Sha256.of(json);
    }

    /**
     * Something that was told.
     *
     * @param items that had passed by then
     */
    record Told(int items, DriftFinding finding) {}

    /** What is told of a video that has its truth beside it, from first to last. */
    List<Told> watch(Path video) throws IOException, InterruptedException {
        String name = String.valueOf(video.getFileName());
        JsonNode truth = RecordJson.readTree(Files.readAllBytes(video.resolveSibling(name.replace(".mp4", ".json"))));
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        ErrorLog errors = (kind, message) -> failures.add(kind + ": " + message);
        try (Evaluations evaluations = new Evaluations(errors)) {
            Watch watch = new Watch(truth, evaluations, errors);
            play(video, region(truth), watch, errors);
            if (!failures.isEmpty()) {
                throw new IllegalStateException(String.join("\n", failures));
            }
            return watch.told;
        }
    }

    private void play(Path video, Region region, Watch watch, ErrorLog errors) throws InterruptedException {
        SmoothingOptions smoothing =
                new SmoothingOptions(2, 0.4, Set.of("empty"), DecisionRule.ITEM, Duration.ofSeconds(1), 3);
        CameraOptions options = new CameraOptions(
                "belt",
                new MediaAddress.File(video),
                Pace.FAST,
                false,
                true,
                PATIENCE,
                PATIENCE,
                PATIENCE,
                SceneOptions.DEFAULT);
        InstantSource clock = InstantSource.system();
        try (CameraPipeline pipeline = new CameraPipeline(
                        new CameraPipeline.Setup("belt", "boot", region, false, smoothing),
                        model.newClassifier(),
                        watch,
                        step -> {},
                        errors,
                        clock,
                        System::nanoTime);
                Camera camera =
                        new Camera(options, MediaOptions.DEFAULT, pipeline, watch, errors, clock, System::nanoTime)) {
            pipeline.start();
            camera.start();
            pipeline.awaitEnd(0);
        }
    }

    private static Region region(JsonNode truth) {
        JsonNode region = truth.path("region");
        return new Region(
                region.path("x").asDouble(),
                region.path("y").asDouble(),
                region.path("width").asDouble(),
                region.path("height").asDouble());
    }

    /** Shows the monitor what camera and pipeline see, and waits for its judgement. */
    private final class Watch implements StageObserver, CameraListener {
        private final int[] lastFrames;
        private final Evaluations evaluations;
        private final DriftMonitor monitor;
        private final List<Told> told = new ArrayList<>();
        private volatile long frame;

        Watch(JsonNode truth, Evaluations evaluations, ErrorLog errors) {
            this.lastFrames = StreamSupport.stream(truth.path("items").spliterator(), false)
                    .mapToInt(item -> item.path("lastFrame").asInt())
                    .toArray();
            this.evaluations = evaluations;
            DriftMonitor.Setup setup = new DriftMonitor.Setup(
                    "belt",
                    reference,
                    referenceId,
                    model.manifest().preprocessing(),
                    region(truth),
                    new DriftOptions(true, Duration.ofSeconds(2), Duration.ofHours(24), 1e-5, null),
                    null);
            this.monitor = new DriftMonitor(setup, evaluations, this::tell, errors, InstantSource.system());
        }

        private void tell(DriftFinding finding) {
            int items = 0;
            while (items < lastFrames.length && lastFrames[items] <= frame) {
                items++;
            }
            told.add(new Told(items, finding));
        }

        @Override
        public void changed(CameraStatus status) {
            monitor.cameraChanged(status.state());
        }

        @Override
        public void seen(byte[] picture) {
            monitor.see(picture);
        }

        @Override
        public void classified(long index, long presentationUs, ByteBuffer pixels, Classifier classifier) {
            frame = index;
            monitor.classified(index, presentationUs, pixels, classifier.probabilities(), classifier.embedding());
            settle();
        }

        @Override
        public void decided(DecisionStep step) {
            if (step.phase() == Prediction.Phase.END) {
                monitor.itemEnded(reference.labels().indexOf(step.label()), step.firstFrame(), step.lastFrame());
                settle();
            }
        }

        @Override
        public void ended() {
            monitor.ended();
            settle();
        }

        private void settle() {
            try {
                if (!evaluations.flush(PATIENCE)) {
                    throw new IllegalStateException("A window was not judged within " + PATIENCE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
