package io.vedette.agent.wiring;

import io.vedette.agent.camera.Camera;
import io.vedette.agent.camera.CameraStatus;
import io.vedette.agent.gpio.Board;
import io.vedette.agent.gpio.LightPattern;
import io.vedette.agent.health.ClockStateReader;
import io.vedette.agent.health.CpuMeter;
import io.vedette.agent.health.DeviceReadings;
import io.vedette.agent.health.DistinctErrors;
import io.vedette.agent.health.Meters;
import io.vedette.agent.health.TelemetrySource;
import io.vedette.agent.messaging.Headers;
import io.vedette.agent.pipeline.CameraPipeline;
import io.vedette.agent.pipeline.DecisionStep;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.PictureClassifier;
import io.vedette.agent.pipeline.PipelineCounts;
import io.vedette.agent.web.RecentPredictions;
import io.vedette.agent.web.WebServer;
import io.vedette.core.contract.Birth;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.TopicKind;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.media.MediaAddress;
import io.vedette.runtime.media.MediaOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole agent, put together from its configuration: starts in the order of its parts' needs and stops in the reverse. */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final int RECENT_PREDICTIONS = 200;
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(15);
    private static final long MAX_PIXELS = 64_000_000;
    private static final long HOUSEKEEPING_MS = 500;

    private final AgentConfiguration configuration;
    private final LongSupplier nanoTime = System::nanoTime;
    private final InstantSource clock = InstantSource.system();
    private final DistinctErrors errors;
    private final DeviceReadings readings = new DeviceReadings(Path.of("/"));
    private final Headers headers;
    private final Model model;
    private final Optional<Fleet> fleet;
    private boolean isClosed;
    private final Optional<Board> board;
    private final RecentPredictions recent = new RecentPredictions(RECENT_PREDICTIONS);
    private final List<CameraPipeline> pipelines = new ArrayList<>();
    private final List<Camera> cameras = new ArrayList<>();
    private final PictureClassifier pictures;
    private final WebServer web;
    private final ScheduledThreadPoolExecutor housekeeping;

    private Agent(AgentConfiguration configuration, Model model) {
        this.configuration = configuration;
        this.model = model;
        this.errors = new DistinctErrors(clock, configuration.telemetry().repeatErrorsAfter());
        this.headers = new Headers(
                configuration.device(), newBootId(), clock, nanoTime, new ClockStateReader(Path.of("/"), nanoTime));
        headers.setRelease(model.release());
        this.fleet = configuration.broker().isNone()
                ? Optional.empty()
                : Optional.of(Fleet.open(configuration, headers, errors, nanoTime));
        fleet.ifPresent(present -> errors.setReporter(present::report));
        this.board = Board.open(configuration.gpio().toOptions(), errors, nanoTime);
        this.pictures = new PictureClassifier(
                model.newClassifier(),
                mediaOptions(OPEN_TIMEOUT),
                configuration.http().maxPicture().bytes(),
                nanoTime);
        configuration.cameras().forEach(this::addCamera);
        AgentStatus status = new AgentStatus(new AgentStatus.Parts(
                configuration, headers, model, cameras, pipelines, fleet, recent, pictures, errors, newMeters()));
        this.web = WebServer.start(
                configuration.http().host(), configuration.http().port(), status);
        this.housekeeping = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "housekeeping");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Verifies the bundle, then starts everything. */
    public static Agent start(AgentConfiguration configuration) {
        Model model = Model.open(
                Bundles.read(configuration.requireBundle(), configuration.trust()),
                configuration.variant(),
                System.getProperty("os.arch", ""),
                new EngineOptions(configuration.threads()),
                System::nanoTime);
        LOG.info(
                "Model: {} release {}, {} on {}, signed by {}",
                model.release().name(),
                model.release().number(),
                model.variant().id(),
                model.runtime(),
                model.keyId());
        Agent agent = new Agent(configuration, model);
        agent.start();
        return agent;
    }

    private static String newBootId() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static MediaOptions mediaOptions(Duration readTimeout) {
        return new MediaOptions(1, OPEN_TIMEOUT, readTimeout, MAX_PIXELS);
    }

    private void addCamera(String name, CameraConfiguration camera) {
        CameraPipeline pipeline = new CameraPipeline(
                new CameraPipeline.Setup(
                        name, headers.boot(), camera.regionOrWhole(), camera.isDropping(), camera.toSmoothing()),
                model.newClassifier(),
                this::decided,
                errors,
                clock,
                nanoTime);
        pipelines.add(pipeline);
        cameras.add(new Camera(
                camera.toOptions(name, configuration.exitAtEnd()),
                mediaOptions(camera.noFramesAfter()),
                pipeline,
                status -> cameraChanged(name, status),
                errors,
                clock,
                nanoTime));
    }

    private void start() {
        fleet.ifPresent(present -> present.start(this::toBirth));
        pipelines.forEach(CameraPipeline::start);
        cameras.forEach(Camera::start);
        var unused = housekeeping.scheduleWithFixedDelay(
                this::keepHouse, HOUSEKEEPING_MS, HOUSEKEEPING_MS, TimeUnit.MILLISECONDS);
        fleet.ifPresent(present -> startTelemetry(present));
        LOG.info("HTTP: {}", web.address());
        LOG.info(
                "Agent {} is ready with {} camera(s); {}",
                configuration.device(),
                cameras.size(),
                fleet.isPresent() ? "broker " + configuration.broker().url() : "no broker");
    }

    private void startTelemetry(Fleet present) {
        TelemetrySource source = new TelemetrySource(
                readings,
                CpuMeter.ofProcess(nanoTime),
                nanoTime,
                this::cameraTotals,
                present::outbox,
                present::rejected);
        long everyMs = configuration.telemetry().every().toMillis();
        var unused =
                housekeeping.scheduleAtFixedRate(() -> tell(present, source), everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    /** Tells how the device fares; a reading that fails must not end all later ones. */
    private void tell(Fleet present, TelemetrySource source) {
        try {
            present.tell(source.read());
        } catch (RuntimeException e) {
            errors.report("telemetry-failed", "No telemetry this time: " + e);
        }
    }

    private List<TelemetrySource.CameraTotals> cameraTotals() {
        List<TelemetrySource.CameraTotals> totals = new ArrayList<>();
        for (CameraPipeline pipeline : pipelines) {
            PipelineCounts counts = pipeline.counts();
            totals.add(new TelemetrySource.CameraTotals(
                    pipeline.camera(), counts.classified(), counts.dropped(), counts.latencyMs()));
        }
        return totals;
    }

    private Birth toBirth(Header header) {
        List<String> capabilities = new ArrayList<>(List.of("classify"));
        if (board.isPresent()) {
            capabilities.add("gpio");
        }
        List<Birth.Camera> listed = new ArrayList<>();
        configuration
                .cameras()
                .forEach((name, camera) -> listed.add(new Birth.Camera(
                        name, MediaAddress.parse(camera.source()).toString())));
        Birth.Hardware hardware = new Birth.Hardware(
                readings.model().orElse(System.getProperty("os.arch", "unknown")),
                System.getProperty("os.arch", "unknown"),
                readings.operatingSystem().orElse(System.getProperty("os.name", "unknown")),
                Runtime.getRuntime().availableProcessors(),
                readings.memoryBytes().orElse(0));
        return new Birth(
                header,
                "vedette-agent " + SoftwareVersion.get(),
                hardware,
                configuration.site(),
                configuration.tags(),
                listed,
                model.manifest().labels(),
                model.variant().id(),
                capabilities);
    }

    private void decided(DecisionStep step) {
        recent.add(step.toPrediction(headers.now()));
        fleet.ifPresent(present -> present.tell(step));
        board.ifPresent(
                present -> present.decided(step.decision(), step.label(), step.phase() == Prediction.Phase.END));
    }

    private void cameraChanged(String name, CameraStatus status) {
        LOG.info(
                "Camera {}: {}{}", name, status.state(), status.detail().isEmpty() ? "" : " (" + status.detail() + ")");
        fleet.ifPresent(present -> present.retain(
                TopicKind.CAMERA_HEALTH,
                name,
                header -> new CameraHealth(header, name, status.state(), status.since(), status.detail())));
    }

    private void keepHouse() {
        try {
            cameras.forEach(Camera::watch);
            board.ifPresent(present -> present.show(pattern()));
        } catch (RuntimeException e) {
            errors.report("housekeeping-failed", e.toString());
        }
    }

    private LightPattern pattern() {
        boolean isFaulty = cameras.stream().anyMatch(camera -> camera.status().state() == CameraHealth.State.NO_FRAMES);
        if (isFaulty) {
            return LightPattern.FAULT;
        }
        if (cameras.stream().anyMatch(camera -> camera.status().state() == CameraHealth.State.STARTING)) {
            return LightPattern.STARTING;
        }
        boolean isOffline = fleet.isPresent() && !fleet.get().isConnected();
        return isOffline ? LightPattern.OFFLINE : LightPattern.RUNNING;
    }

    private Meters newMeters() {
        Meters meters = new Meters();
        for (int i = 0; i < cameras.size(); i++) {
            addCameraMeters(meters, cameras.get(i), pipelines.get(i));
        }
        meters.gauge(
                "vedette_broker_connected",
                "1 while the broker is connected",
                () -> fleet.isPresent() && fleet.get().isConnected() ? 1 : 0);
        fleet.ifPresent(present -> present.addMeters(meters));
        meters.gauge("vedette_memory_resident_bytes", "Memory that the process holds", () -> readings.residentBytes()
                .orElse(0));
        meters.gauge("vedette_memory_heap_bytes", "Memory of the Java heap in use", DeviceReadings::heapBytes);
        meters.gauge(
                "vedette_cpu_seconds",
                "Processor time used since start",
                () -> CpuMeter.processCpuNanos() / (double) TimeUnit.SECONDS.toNanos(1));
        meters.gauge(
                "vedette_temperature_celsius",
                "Temperature of the processor, NaN where the board does not tell",
                () -> readings.temperatureCelsius().orElse(Double.NaN));
        meters.gauge("vedette_uptime_seconds", "Time since start", () -> headers.uptimeMs() / 1000.0);
        meters.counter("vedette_errors", "Errors survived since start", () -> errors.entries().stream()
                .mapToLong(DistinctErrors.Entry::count)
                .sum());
        return meters;
    }

    private static void addCameraMeters(Meters meters, Camera camera, CameraPipeline pipeline) {
        String name = camera.name();
        meters.counter(
                "vedette_frames_captured",
                "Frames that the camera gave",
                () -> pipeline.counts().captured(),
                "camera",
                name);
        meters.counter(
                "vedette_frames_classified",
                "Frames that were classified",
                () -> pipeline.counts().classified(),
                "camera",
                name);
        meters.counter(
                "vedette_frames_dropped",
                "Frames that gave way to newer ones",
                () -> pipeline.counts().dropped(),
                "camera",
                name);
        meters.counter(
                "vedette_frames_failed",
                "Frames that could not be scaled or classified",
                () -> pipeline.counts().failed(),
                "camera",
                name);
        meters.gauge(
                "vedette_camera_ok",
                "1 while frames come",
                () -> camera.status().state() == CameraHealth.State.OK ? 1 : 0,
                "camera",
                name);
        meters.histogram(
                "vedette_frame_latency_ms", "Milliseconds from decoded frame to decision", name, () -> pipeline.counts()
                        .latencyMs());
    }

    /** Where the HTTP interface listens. */
    public String address() {
        return web.address().toString();
    }

    /** What became of each camera's frames. */
    public List<PipelineCounts> counts() {
        return pipelines.stream().map(CameraPipeline::counts).toList();
    }

    /**
     * Waits until every source has ended and every record is acknowledged.
     *
     * @return whether every source could be read
     */
    public boolean awaitEnd() throws InterruptedException {
        for (CameraPipeline pipeline : pipelines) {
            pipeline.awaitEnd(0);
        }
        if (fleet.isPresent()) {
            LOG.info("Every source has ended; waiting until every record is acknowledged");
            while (!fleet.get().flush(Duration.ofSeconds(1))) {
                LOG.debug(
                        "{} records wait to be acknowledged",
                        fleet.get().outbox().records());
            }
        }
        return cameras.stream().noneMatch(Camera::isFailed);
    }

    /** Ends live decisions, delivers what there is within a limit of time, says goodbye and stops. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        LOG.info("Stopping");
        housekeeping.shutdownNow();
        cameras.forEach(Camera::close);
        pipelines.forEach(CameraPipeline::close);
        fleet.ifPresent(present -> present.close(configuration.messaging().flush()));
        web.close();
        pictures.close();
        board.ifPresent(Board::close);
        LOG.info("Stopped");
    }
}
