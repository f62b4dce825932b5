package io.vedette.agent.wiring;

import io.vedette.agent.camera.CameraStatus;
import io.vedette.agent.drift.DriftFinding;
import io.vedette.agent.drift.DriftMonitor;
import io.vedette.agent.drift.DriftOptions;
import io.vedette.agent.drift.Evaluations;
import io.vedette.agent.health.Meters;
import io.vedette.agent.pipeline.Classifier;
import io.vedette.agent.pipeline.DecisionStep;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.StageObserver;
import io.vedette.agent.storage.FolderStorage;
import io.vedette.agent.storage.Storage;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.Release;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches every camera for drift from what the bundle of the model at work there says is usual. */
final class DriftWatch implements Observers {
    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

    private final Path folder;
    private final Listener listener;
    private final Surroundings surroundings;
    private final Evaluations evaluations;
    private final Map<String, DriftMonitor> monitors = new ConcurrentHashMap<>();
    private final Map<String, CameraHealth.State> states = new ConcurrentHashMap<>();
    private final Map<String, DriftFinding> told = new ConcurrentHashMap<>();
    private @Nullable Storage storage;
    private long releaseWithoutReference = -1;

    /** Hears what is found, on a thread of its own. */
    @FunctionalInterface
    interface Listener {
        void found(Release release, DriftFinding finding);
    }

    /** @param folder where what cameras are commissioned with is kept */
    DriftWatch(Path folder, Listener listener, Surroundings surroundings) {
        this.folder = folder;
        this.listener = listener;
        this.surroundings = surroundings;
        this.evaluations = new Evaluations(surroundings.errors());
    }

    @Override
    public StageObserver observerFor(String camera, CameraConfiguration configuration, Model model) {
        Optional<byte[]> reference = model.findDriftReference();
        if (reference.isEmpty()) {
            sayOnce(model.release());
        }
        if (reference.isEmpty() || !configuration.drift().enabled()) {
            return new Unwatched(camera);
        }
        DriftMonitor monitor = newMonitor(camera, configuration, model, reference.get());
        return new DriftObserver(
                monitor, model.manifest().labels(), surroundings.nanoTime(), () -> begin(camera, monitor));
    }

    private DriftMonitor newMonitor(String camera, CameraConfiguration configuration, Model model, byte[] reference) {
        DriftOptions options = configuration.drift().toOptions(configuration.decision());
        return new DriftMonitor(
                new DriftMonitor.Setup(
                        camera,
                        DriftReference.fromJson(reference),
                        Sha256.of(reference),
                        model.manifest().preprocessing(),
                        configuration.regionOrWhole(),
                        options,
                        options.commissioning() == null ? null : openStorage()),
                evaluations,
                finding -> tell(model.release(), finding),
                surroundings.errors(),
                surroundings.clock());
    }

    private void tell(Release release, DriftFinding finding) {
        DriftFinding before = told.put(finding.camera(), finding);
        if (before == null || before.verdict() != finding.verdict() || before.cause() != finding.cause()) {
            LOG.info(
                    "Drift at camera {}: {}{} ({})",
                    finding.camera(),
                    finding.verdict(),
                    finding.cause() == null ? "" : ", " + finding.cause(),
                    finding.explanation());
        }
        listener.found(release, finding);
    }

    private synchronized Storage openStorage() {
        Storage open = storage;
        if (open == null) {
            try {
                open = FolderStorage.open(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot open " + folder, e);
            }
            storage = open;
        }
        return open;
    }

    private synchronized void sayOnce(Release release) {
        if (releaseWithoutReference != release.number()) {
            releaseWithoutReference = release.number();
            LOG.info(
                    "Drift: {} release {} has no reference, so nothing is said of drift",
                    release.name(),
                    release.number());
        }
    }

    private void begin(String camera, DriftMonitor monitor) {
        monitor.cameraChanged(states.getOrDefault(camera, CameraHealth.State.STARTING));
        monitors.put(camera, monitor);
    }

    /** Forgets what was found while another model was at work. */
    private final class Unwatched implements StageObserver {
        private final String camera;

        Unwatched(String camera) {
            this.camera = camera;
        }

        @Override
        public void classified(long frame, long presentationUs, ByteBuffer pixels, Classifier classifier) {
            monitors.remove(camera);
        }

        @Override
        public void decided(DecisionStep step) {
            // There is nothing to compare it with.
        }
    }

    @Override
    public void changed(String camera, CameraStatus status) {
        states.put(camera, status.state());
        Optional.ofNullable(monitors.get(camera)).ifPresent(monitor -> monitor.cameraChanged(status.state()));
    }

    @Override
    public void seen(String camera, byte[] picture) {
        DriftMonitor monitor = monitors.get(camera);
        if (monitor != null) {
            monitor.see(picture);
        }
    }

    @Override
    public boolean isDriftAlarm() {
        return monitors.values().stream().anyMatch(DriftMonitor::isAlarm);
    }

    /** What was found last, by camera. */
    Map<String, DriftFinding> latest() {
        Map<String, DriftFinding> latest = new TreeMap<>();
        monitors.forEach((camera, monitor) -> monitor.latest().ifPresent(finding -> latest.put(camera, finding)));
        return latest;
    }

    void addMeters(Meters meters, Cameras cameras) {
        cameras.lines()
                .forEach(line -> meters.gauge(
                        "vedette_drift_verdict",
                        "0 while there is too little to say, 1 ok, 2 warning, 3 alarm",
                        () -> number(verdict(line.name())),
                        "camera",
                        line.name()));
        meters.counter(
                "vedette_drift_left_out",
                "Comparisons left out because those before took too long",
                evaluations::dropped);
    }

    private static int number(Verdict verdict) {
        return switch (verdict) {
            case INSUFFICIENT -> 0;
            case OK -> 1;
            case WARNING -> 2;
            case ALARM -> 3;
        };
    }

    private Verdict verdict(String camera) {
        return Optional.ofNullable(monitors.get(camera))
                .flatMap(DriftMonitor::latest)
                .map(DriftFinding::verdict)
                .orElse(Verdict.INSUFFICIENT);
    }

    /** Waits until all that was seen is judged, or {@code time} has passed. */
    void flush(Duration time) throws InterruptedException {
        if (!evaluations.flush(time)) {
            LOG.warn("Drift: the last windows are not compared");
        }
    }

    /** Judges what was seen within {@code time}, and stops. */
    void close(Duration time) {
        try {
            flush(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        evaluations.close();
        Storage open = storage;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.warn("Drift: {} is not closed: {}", folder, e.toString());
            }
        }
    }
}
