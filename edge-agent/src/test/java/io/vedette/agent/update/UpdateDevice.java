package io.vedette.agent.update;

import io.vedette.agent.fixture.TestBundles;
import io.vedette.agent.storage.FakeStorage;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.UpdateReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A device as far as updates go: start-up and updater over one storage, with bundles that are really verified and a clock moved by hand. It notes
 * whatever is run without having been verified, which must never happen.
 */
final class UpdateDevice {
    static final Duration PROBATION = Duration.ofSeconds(60);
    static final Duration RETRY = Duration.ofSeconds(10);
    static final UpdateOptions OPTIONS = new UpdateOptions(
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            RETRY,
            new ProbationOptions(PROBATION, 50, 0.01, 3, null, 3));

    private static final Map<String, ModelBundle> READ = new ConcurrentHashMap<>();

    private final Path factory;
    private final List<String> errors = new ArrayList<>();
    private FakeStorage storage = new FakeStorage();
    final FakeUplink uplink = new FakeUplink();
    final FakeSwitchboard switchboard = new FakeSwitchboard();
    private final List<Release> unloadable = new ArrayList<>();
    private Instant clock = Instant.parse("2026-01-02T03:04:05Z");
    private long nanos = 5_000_000_000L;
    private @Nullable Updater updater;
    private int committedSeen = 1;
    private @Nullable Release atWork;

    /** A device that was set up with a bundle. */
    UpdateDevice(Path factory) {
        this.factory = factory;
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

    /** Makes every release load again. */
    void setLoadable() {
        unloadable.clear();
    }

    /** The device boots. */
    void start() {
        Startup.Started<ModelBundle> started = new Startup<>(
                        storage,
                        factory,
                        new BundleLoader(),
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
                        UpdateDevice::read,
                        UpdateDevice::verify,
                        switchboard,
                        uplink,
                        (kind, message) -> errors.add(kind + ": " + message),
                        () -> clock,
                        () -> nanos,
                        new Random(7)),
                OPTIONS,
                started.state());
    }

    private final class BundleLoader implements Startup.Loader<ModelBundle> {
        @Override
        public ModelBundle read(Path file) {
            return UpdateDevice.read(file);
        }

        @Override
        public ModelBundle load(ModelBundle bundle) {
            if (unloadable.contains(Slots.releaseOf(bundle))) {
                throw new RefusedException("engine", "the test said so");
            }
            return bundle;
        }
    }

    /** Verifies a file; that of the same bytes need not be verified twice. */
    private static ModelBundle read(Path file) {
        BundleReader reader = TestBundles.reader(TestBundles.KEY.verifyingKey());
        return Files.isRegularFile(file)
                ? READ.computeIfAbsent(Sha256.of(bytes(file)), missing -> reader.read(file))
                : reader.read(file);
    }

    private static ModelBundle verify(Path file, Artifact artifact, Release desired, int highestCommitted) {
        ModelBundle bundle = read(file);
        if (bundle.manifest().release() <= highestCommitted) {
            throw new RefusedException(
                    "release-number", "too low: " + bundle.manifest().release());
        }
        if (!Slots.releaseOf(bundle).equals(desired)) {
            throw new RefusedException("release", "not the desired one: " + Slots.releaseOf(bundle));
        }
        return bundle;
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
    Release atWork() {
        List<Release> ran = switchboard.ran();
        if (!ran.isEmpty()) {
            return ran.get(ran.size() - 1);
        }
        if (atWork == null) {
            throw new IllegalStateException("the device was not started");
        }
        return atWork;
    }

    UpdateReport report() {
        return updater().toReport(header());
    }

    private Header header() {
        return new Header(
                Header.SCHEMA, new DeviceId("device-1"), "boot", clock, 0, ClockState.UNKNOWN, false, null, null);
    }

    /** The console wants a bundle. */
    DesiredState desired(long version, Path bundle) {
        byte[] file = bytes(bundle);
        return new DesiredState(header(), version, release(bundle), artifact(file));
    }

    /** The release in a bundle's file. */
    static Release release(Path bundle) {
        return Slots.releaseOf(read(bundle));
    }

    private static Artifact artifact(byte[] file) {
        return TestBundles.artifact(file);
    }

    static byte[] bytes(Path bundle) {
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
        uplink.publish(bytes(bundle));
        updater().desired(desired(version, bundle));
    }

    /** Time passes. */
    void pass(Duration time) {
        nanos += time.toNanos();
        clock = clock.plus(time);
    }

    /** The update goes on, a second a round, until nothing more happens or so many rounds are over. */
    void run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            updater().work();
            committedSeen = Math.max(committedSeen, state().highestCommitted());
            uplink.answer(updater());
            pass(Duration.ofSeconds(1));
        }
        updater().work();
    }
}
