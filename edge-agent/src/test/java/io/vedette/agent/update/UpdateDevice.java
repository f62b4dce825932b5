package io.vedette.agent.update;

import io.vedette.agent.fixture.Offer;
import io.vedette.agent.fixture.TestBundles;
import io.vedette.agent.storage.FakeStorage;
import io.vedette.core.bundle.BundleException;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState;
import io.vedette.core.contract.UpdateReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A device as far as updates go: start-up and updater over one storage, with bundles that are really verified and a clock moved by hand. It notes
 * what is run, and whether that was verified since the device booted.
 */
public final class UpdateDevice {
    static final Duration PROBATION = Duration.ofSeconds(60);
    static final Duration RETRY = Duration.ofSeconds(10);
    static final UpdateOptions OPTIONS = new UpdateOptions(
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            RETRY,
            new ProbationOptions(PROBATION, 50, 0.01, 3, Duration.ofMillis(5), null, 3));

    private static final Map<String, ModelBundle> READ = new ConcurrentHashMap<>();

    private final Path factory;
    private final Verification verification;
    private final Consumer<ModelBundle> trial;
    private final List<Run> runs = new ArrayList<>();
    private final Set<ModelBundle> verified = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> errors = new ArrayList<>();
    private FakeStorage storage = new FakeStorage();
    final FakeUplink uplink = new FakeUplink();
    final FakeSwitchboard switchboard = new FakeSwitchboard();
    private final List<Release> unloadable = new ArrayList<>();
    private @Nullable Error loadFailure;
    private Instant clock = Instant.parse("2026-01-02T03:04:05Z");
    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
    private @Nullable Updater updater;
    private int committedSeen = 1;
    private @Nullable Release atWork;

    /**
     * A bundle that was loaded at a start, tried or put to work.
     *
     * @param isVerified whether it had been, since the device booted
     * @param committed the highest release that the device had ever said it had committed
     * @param isHindered whether it was loaded at a start to which the disk did not give all that it asked for
     */
    record Run(Release release, boolean isVerified, int committed, boolean isHindered) {}

    /** A device that was set up with a bundle. */
    UpdateDevice(Path factory) {
        this(factory, UpdateDevice::verify, bundle -> {});
    }

    /** A device that makes these checks of a release, and this trial. */
    public UpdateDevice(Path factory, Verification verification, Consumer<ModelBundle> trial) {
        this.factory = factory;
        this.verification = verification;
        this.trial = trial;
    }

    FakeStorage storage() {
        return storage;
    }

    /** Goes on with other files, as after a power cut. */
    void setStorage(FakeStorage newStorage) {
        storage = newStorage;
    }

    void setClock(Instant newClock) {
        clock = newClock;
    }

    List<String> errors() {
        return errors;
    }

    /** Makes a release fail when it is loaded at a start. */
    void setUnloadable(Release release) {
        unloadable.add(release);
    }

    /** Makes every start but that of the first release fail by an error. */
    void setLoadFailure(@Nullable Error failure) {
        loadFailure = failure;
    }

    /** Makes every release load again. */
    void setLoadable() {
        unloadable.clear();
    }

    /** The device boots. */
    public void start() {
        verified.clear();
        long failedReads = storage.failedReads();
        Startup.Started<ModelBundle> started = new Startup<>(
                        storage,
                        factory,
                        new BundleLoader(failedReads),
                        3,
                        () -> clock,
                        (kind, message) -> errors.add(kind + ": " + message))
                .start();
        atWork = Slots.releaseOf(started.loaded());
        switchboard.ran().clear();
        updater = new Updater(
                new Updater.Parts(
                        storage,
                        factory,
                        this::readNoted,
                        this::verifyNoted,
                        new NotingSwitchboard(),
                        uplink,
                        (kind, message) -> errors.add(kind + ": " + message),
                        () -> clock,
                        nanos::get,
                        new Random(7)),
                OPTIONS,
                started);
    }

    private final class BundleLoader implements Startup.Loader<ModelBundle> {
        private final long failedReads;

        BundleLoader(long failedReads) {
            this.failedReads = failedReads;
        }

        @Override
        public ModelBundle read(Path file) {
            return readNoted(file);
        }

        @Override
        public ModelBundle load(ModelBundle bundle) {
            noteRun(bundle, storage.failedReads() > failedReads);
            if (loadFailure != null && !Slots.releaseOf(bundle).equals(release(factory))) {
                throw loadFailure;
            }
            if (unloadable.contains(Slots.releaseOf(bundle))) {
                throw new RefusedException("engine", "the test said so");
            }
            return bundle;
        }
    }

    private final class NotingSwitchboard implements Switchboard {
        @Override
        public void trial(ModelBundle bundle) {
            noteRun(bundle, false);
            switchboard.trial(bundle);
            trial.accept(bundle);
        }

        @Override
        public void switchTo(ModelBundle bundle) {
            noteRun(bundle, false);
            switchboard.switchTo(bundle);
        }

        @Override
        public Probation.Reading reading() {
            return switchboard.reading();
        }
    }

    private void noteRun(ModelBundle bundle, boolean isHindered) {
        runs.add(new Run(Slots.releaseOf(bundle), verified.contains(bundle), committedSeen, isHindered));
    }

    private ModelBundle readNoted(Path file) {
        ModelBundle bundle = read(file);
        verified.add(bundle);
        return bundle;
    }

    private ModelBundle verifyNoted(Path file, Artifact artifact, Release desired, int highestCommitted) {
        ModelBundle bundle = verification.verify(file, artifact, desired, highestCommitted);
        verified.add(bundle);
        return bundle;
    }

    /** Verifies a file; that of the same bytes need not be verified twice. */
    private static ModelBundle read(Path file) {
        BundleReader reader = TestBundles.reader(TestBundles.KEY.verifyingKey());
        return Files.isRegularFile(file)
                ? READ.computeIfAbsent(Sha256.of(bytes(file)), missing -> reader.read(file))
                : reader.read(file);
    }

    private static ModelBundle verify(Path file, Artifact artifact, Release desired, int highestCommitted) {
        ModelBundle bundle = readOrRefuse(file);
        if (bundle.manifest().release() <= highestCommitted) {
            throw new RefusedException(
                    "release-number", "too low: " + bundle.manifest().release());
        }
        if (!Slots.releaseOf(bundle).equals(desired)) {
            throw new RefusedException("release", "not the desired one: " + Slots.releaseOf(bundle));
        }
        return bundle;
    }

    private static ModelBundle readOrRefuse(Path file) {
        try {
            return read(file);
        } catch (BundleException e) {
            throw new RefusedException(e.check().id(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Whatever was loaded, tried or put to work since the device was set up, in its order. */
    List<Run> runs() {
        return runs;
    }

    Updater updater() {
        if (updater == null) {
            throw new IllegalStateException("the device was not started");
        }
        return updater;
    }

    UpdateState state() {
        return updater().state();
    }

    /** The release at work. */
    public Release atWork() {
        List<Release> ran = switchboard.ran();
        if (!ran.isEmpty()) {
            return ran.get(ran.size() - 1);
        }
        if (atWork == null) {
            throw new IllegalStateException("the device was not started");
        }
        return atWork;
    }

    /** What the device tells of its update. */
    public UpdateReport report() {
        return updater().toReport(header());
    }

    /** What the device tells that it runs. */
    ReportedState reported() {
        return updater().toReported(header(), "onnx-int8");
    }

    private Header header() {
        return new Header(
                Header.SCHEMA, new DeviceId("device-1"), "boot", clock, 0, ClockState.UNKNOWN, false, null, null);
    }

    /** The console wants a bundle. */
    DesiredState desired(long version, Path bundle) {
        return desired(version, offer(bundle));
    }

    private DesiredState desired(long version, Offer offer) {
        return new DesiredState(header(), version, offer.desired(), offer.artifact());
    }

    private static Offer offer(Path bundle) {
        return Offer.of(bytes(bundle), release(bundle));
    }

    /** The release in a bundle's file. */
    public static Release release(Path bundle) {
        return Slots.releaseOf(read(bundle));
    }

    /** What is in a file. */
    public static byte[] bytes(Path bundle) {
        try {
            return Files.readAllBytes(bundle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The digest of a chunk of a bundle's file. */
    static String chunkDigest(Path bundle, int chunk) {
        return Sha256.of(TestBundles.chunks(bytes(bundle)).get(chunk));
    }

    /** The highest release that the device ever said it had committed. */
    int committedSeen() {
        return committedSeen;
    }

    /** The console publishes a bundle and wants it. */
    void want(long version, Path bundle) {
        want(version, offer(bundle));
    }

    /** The console publishes what may be no bundle at all, and wants it. */
    public void want(long version, Offer offer) {
        uplink.publish(offer.file());
        updater().desired(desired(version, offer));
    }

    /** Time passes. */
    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock = clock.plus(time);
    }

    /** The update goes on, a second a round, until nothing more happens or so many rounds are over. */
    public void run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            updater().work();
            committedSeen = Math.max(committedSeen, state().highestCommitted());
            uplink.answer(updater());
            pass(Duration.ofSeconds(1));
        }
        updater().work();
    }
}
