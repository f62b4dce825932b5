package io.vedette.agent.wiring;

import io.vedette.agent.gpio.Board;
import io.vedette.agent.health.ClockStateReader;
import io.vedette.agent.health.CpuMeter;
import io.vedette.agent.health.DeviceReadings;
import io.vedette.agent.health.DistinctErrors;
import io.vedette.agent.health.Meters;
import io.vedette.agent.health.TelemetrySource;
import io.vedette.agent.messaging.Headers;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.PictureClassifier;
import io.vedette.agent.pipeline.PipelineCounts;
import io.vedette.agent.web.RecentPredictions;
import io.vedette.agent.web.WebServer;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.contract.CameraHealth;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole agent, put together from its configuration: starts in the order of its parts' needs and stops in the reverse. */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final int RECENT_PREDICTIONS = 200;
    private static final long HOUSEKEEPING_MS = 500;

    private final AgentConfiguration configuration;
    private final Surroundings surroundings;
    private final DeviceReadings readings = new DeviceReadings(Path.of("/"));
    private final Optional<Fleet> fleet;
    private final Optional<Board> board;
    private final Cameras cameras;
    private final PictureClassifier pictures;
    private final ModelAtWork model;
    private final DriftWatch drift;
    private final Optional<Updates> updates;
    private final WebServer web;
    private final ScheduledThreadPoolExecutor housekeeping;
    private boolean isClosed;

    private Agent(AgentConfiguration configuration, Surroundings surroundings, Model first, Optional<Updates> updates) {
        this.configuration = configuration;
        this.surroundings = surroundings;
        this.updates = updates;
        InstantSource clock = surroundings.clock();
        DistinctErrors errors = surroundings.errors();
        Headers headers = new Headers(
                configuration.device(),
                newBootId(),
                clock,
                surroundings.nanoTime(),
                new ClockStateReader(Path.of("/"), surroundings.nanoTime()));
        this.fleet = configuration.broker().isNone()
                ? Optional.empty()
                : Optional.of(Fleet.open(configuration, headers, errors, surroundings.nanoTime()));
        fleet.ifPresent(present -> errors.setReporter(present::report));
        this.board = Board.open(configuration.gpio().toOptions(), errors, surroundings.nanoTime());
        RecentPredictions recent = new RecentPredictions(RECENT_PREDICTIONS);
        this.pictures = new PictureClassifier(
                first.newClassifier(),
                Cameras.pictureOptions(),
                configuration.http().maxPicture().bytes(),
                surroundings.nanoTime());
        this.drift = new DriftWatch(
                configuration.dataDir().resolve("drift"),
                (release, finding) -> fleet.ifPresent(present -> present.tell(release, finding)),
                surroundings);
        this.cameras = new Cameras(
                configuration,
                new Cameras.First(first, drift, headers.boot()),
                new Announcements(headers, recent, fleet, board),
                surroundings);
        this.model = new ModelAtWork(first, new ModelAtWork.Users(cameras, pictures, drift), headers, this::introduce);
        Meters meters = AgentMeters.of(cameras, model, fleet);
        drift.addMeters(meters, cameras);
        AgentMeters.addDevice(meters, readings, headers, errors);
        this.web = WebServer.start(
                configuration.http().host(),
                configuration.http().port(),
                new AgentStatus(new AgentStatus.Parts(
                        configuration,
                        headers,
                        model,
                        updates,
                        cameras,
                        drift,
                        fleet,
                        recent,
                        pictures,
                        errors,
                        meters)));
        this.housekeeping = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "housekeeping");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Verifies the release that is to run, then starts everything. */
    public static Agent start(AgentConfiguration configuration) {
        InstantSource clock = InstantSource.system();
        Surroundings surroundings = new Surroundings(
                new DistinctErrors(clock, configuration.telemetry().repeatErrorsAfter()), clock, System::nanoTime);
        if (isFixed(configuration)) {
            ModelBundle bundle = Bundles.read(configuration.requireBundle(), configuration.trust());
            return start(configuration, surroundings, ModelAtWork.open(configuration, bundle), Optional.empty());
        }
        Updates updates = Updates.open(configuration, surroundings);
        try {
            return start(configuration, surroundings, updates.first(), Optional.of(updates));
        } catch (RuntimeException | Error e) {
            updates.close();
            throw e;
        }
    }

    /** Whoever names a bundle to answer pictures with, means that one. */
    private static boolean isFixed(AgentConfiguration configuration) {
        return configuration.cameras().isEmpty() && configuration.broker().isNone();
    }

    private static Agent start(
            AgentConfiguration configuration, Surroundings surroundings, Model model, Optional<Updates> updates) {
        LOG.info(
                "Model: {} release {}, {} on {}, signed by {}",
                model.release().name(),
                model.release().number(),
                model.variant().id(),
                model.runtime(),
                model.keyId());
        Agent agent = new Agent(configuration, surroundings, model, updates);
        agent.start();
        return agent;
    }

    private static String newBootId() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void start() {
        introduce();
        updates.ifPresent(present -> present.start(model, readings, fleet));
        fleet.ifPresent(Fleet::start);
        cameras.start();
        var unused = housekeeping.scheduleWithFixedDelay(
                this::keepHouse, HOUSEKEEPING_MS, HOUSEKEEPING_MS, TimeUnit.MILLISECONDS);
        fleet.ifPresent(this::startTelemetry);
        LOG.info("HTTP: {}", web.address());
        LOG.info(
                "Agent {} is ready with {} camera(s); {}",
                configuration.device(),
                cameras.lines().size(),
                fleet.isPresent() ? "broker " + configuration.broker().url() : "no broker");
    }

    /** Has the fleet know what the device is, now and on each connection. */
    private void introduce() {
        SelfDescription self = new SelfDescription(
                configuration,
                readings,
                model::current,
                board.isPresent() ? List.of("classify", "gpio") : List.of("classify"));
        fleet.ifPresent(present -> present.introduce(self::toBirth));
    }

    private void startTelemetry(Fleet present) {
        TelemetrySource source = new TelemetrySource(
                readings,
                CpuMeter.ofProcess(surroundings.nanoTime()),
                surroundings.nanoTime(),
                cameras::totals,
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
            surroundings.errors().report("telemetry-failed", "No telemetry this time: " + e);
        }
    }

    private void keepHouse() {
        try {
            cameras.watch();
            board.ifPresent(present -> present.show(condition().toPattern()));
        } catch (RuntimeException e) {
            surroundings.errors().report("housekeeping-failed", e.toString());
        }
    }

    private Condition condition() {
        return new Condition(
                cameras.isAny(CameraHealth.State.NO_FRAMES),
                updates.isPresent() && updates.get().isUpdating(),
                drift.isDriftAlarm(),
                cameras.isAny(CameraHealth.State.STARTING),
                fleet.isPresent() && !fleet.get().isConnected());
    }

    /** The model at work. */
    ModelAtWork model() {
        return model;
    }

    /** Where the HTTP interface listens. */
    public String address() {
        return web.address().toString();
    }

    /** What became of each camera's frames. */
    public List<PipelineCounts> counts() {
        return cameras.counts();
    }

    /**
     * Waits until every source has ended and every record is acknowledged.
     *
     * @return whether every source could be read
     */
    public boolean awaitEnd() throws InterruptedException {
        boolean isRead = cameras.awaitEnd();
        drift.flush(configuration.messaging().flush());
        if (fleet.isPresent()) {
            LOG.info("Every source has ended; waiting until every record is acknowledged");
            while (!fleet.get().flush(Duration.ofSeconds(1))) {
                LOG.debug(
                        "{} records wait to be acknowledged",
                        fleet.get().outbox().records());
            }
        }
        return isRead;
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
        updates.ifPresent(Updates::close);
        cameras.close();
        drift.close(configuration.messaging().flush());
        fleet.ifPresent(present -> present.close(configuration.messaging().flush()));
        web.close();
        pictures.close();
        board.ifPresent(Board::close);
        LOG.info("Stopped");
    }
}
