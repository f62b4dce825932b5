package io.vedette.agent.wiring;

import io.vedette.agent.camera.Camera;
import io.vedette.agent.camera.CameraListener;
import io.vedette.agent.camera.CameraStatus;
import io.vedette.agent.health.TelemetrySource;
import io.vedette.agent.pipeline.CameraPipeline;
import io.vedette.agent.pipeline.DecisionStep;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.PipelineCounts;
import io.vedette.core.contract.CameraHealth;
import io.vedette.runtime.media.MediaOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The device's cameras, each with its pipeline, in the order of their names. */
final class Cameras implements AutoCloseable {
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(15);
    private static final long MAX_PIXELS = 64_000_000;

    private final List<CameraLine> lines = new ArrayList<>();

    /** Hears what the cameras see and how they do, on their threads; must return soon. */
    interface Listener {
        void decided(DecisionStep step);

        void changed(String camera, CameraStatus status);
    }

    /** What a pipeline begins with. */
    record First(Model model, Observers observers, String boot) {}

    Cameras(AgentConfiguration configuration, First first, Listener listener, Surroundings surroundings) {
        configuration
                .cameras()
                .forEach((name, camera) ->
                        lines.add(newLine(name, camera, configuration.exitAtEnd(), first, listener, surroundings)));
    }

    private static CameraLine newLine(
            String name,
            CameraConfiguration configuration,
            boolean isGivenUp,
            First first,
            Listener listener,
            Surroundings surroundings) {
        CameraPipeline pipeline = new CameraPipeline(
                new CameraPipeline.Setup(
                        name,
                        first.boot(),
                        configuration.regionOrWhole(),
                        configuration.isDropping(),
                        configuration.toSmoothing()),
                first.model().newClassifier(),
                first.observers().observerFor(name, configuration, first.model()),
                listener::decided,
                surroundings.errors(),
                surroundings.clock(),
                surroundings.nanoTime());
        Camera camera = new Camera(
                configuration.toOptions(name, isGivenUp),
                mediaOptions(configuration.noFramesAfter()),
                pipeline,
                new Onlooker(name, first.observers(), listener),
                surroundings.errors(),
                surroundings.clock(),
                surroundings.nanoTime());
        return new CameraLine(name, configuration, camera, pipeline);
    }

    /** Hears one camera for all who want to know. */
    private record Onlooker(String camera, Observers observers, Listener listener) implements CameraListener {
        @Override
        public void changed(CameraStatus status) {
            observers.changed(camera, status);
            listener.changed(camera, status);
        }

        @Override
        public void seen(byte[] picture) {
            observers.seen(camera, picture);
        }
    }

    /** How single pictures are read. */
    static MediaOptions pictureOptions() {
        return mediaOptions(OPEN_TIMEOUT);
    }

    private static MediaOptions mediaOptions(Duration readTimeout) {
        return new MediaOptions(1, OPEN_TIMEOUT, readTimeout, MAX_PIXELS);
    }

    void start() {
        lines.forEach(line -> line.pipeline().start());
        lines.forEach(line -> line.camera().start());
    }

    /** Looks whether frames still come; to be called now and then. */
    void watch() {
        lines.forEach(line -> line.camera().watch());
    }

    List<CameraLine> lines() {
        return List.copyOf(lines);
    }

    /** What became of each camera's frames. */
    List<PipelineCounts> counts() {
        return lines.stream().map(line -> line.pipeline().counts()).toList();
    }

    /** The same as telemetry has it. */
    List<TelemetrySource.CameraTotals> totals() {
        List<TelemetrySource.CameraTotals> totals = new ArrayList<>();
        for (CameraLine line : lines) {
            PipelineCounts counts = line.pipeline().counts();
            totals.add(new TelemetrySource.CameraTotals(
                    line.name(), counts.classified(), counts.dropped(), counts.latencyMs()));
        }
        return totals;
    }

    boolean isAny(CameraHealth.State state) {
        return lines.stream().anyMatch(line -> line.camera().status().state() == state);
    }

    /** Waits until every source has ended and its last frame is decided; whether every source could be read. */
    boolean awaitEnd() throws InterruptedException {
        for (CameraLine line : lines) {
            line.pipeline().awaitEnd(0);
        }
        return lines.stream().noneMatch(line -> line.camera().isFailed());
    }

    /** Stops reading, ends live decisions and frees the models. */
    @Override
    public void close() {
        lines.forEach(line -> line.camera().close());
        lines.forEach(line -> line.pipeline().close());
    }
}
