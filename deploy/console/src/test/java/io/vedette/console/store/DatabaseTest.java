package io.vedette.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.console.artifact.ArtifactFolder;
import io.vedette.console.artifact.BundleInspection;
import io.vedette.console.artifact.HighestRelease;
import io.vedette.console.artifact.PublishedRelease;
import io.vedette.console.artifact.Releases;
import io.vedette.console.artifact.UploadLimits;
import io.vedette.console.doubles.Bundles;
import io.vedette.console.doubles.DriftWindows;
import io.vedette.console.doubles.DriftWindows.Scene;
import io.vedette.console.doubles.Messages;
import io.vedette.console.fleet.DeviceState;
import io.vedette.console.fleet.TelemetryFigures;
import io.vedette.console.telemetry.Batch;
import io.vedette.console.telemetry.OutboxKey;
import io.vedette.console.telemetry.OutboxState;
import io.vedette.console.telemetry.StoredDrift;
import io.vedette.console.telemetry.StoredPrediction;
import io.vedette.console.telemetry.StoredTelemetry;
import io.vedette.console.telemetry.TelemetryPoint;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.SequenceRange;
import io.vedette.core.contract.Status.Availability;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final DeviceId DEVICE = new DeviceId("pi-1");
    private static final OutboxKey OUTBOX = new OutboxKey(DEVICE, "outbox-1");

    private final Messages messages = new Messages("pi-1", "boot-1", "outbox-1", NOW);

    @TempDir
    private Path folder;

    @Test
    void store_thenOpenedAgain_everythingIsThere() {
        OutboxState outbox = outbox(new SequenceRange(1, 3), new SequenceRange(7, 7));
        DeviceState device = DeviceState.unknown(DEVICE, NOW)
                .after(messages.status(Availability.ONLINE), true, NOW)
                .after(messages.birth("Hall", "belt"), true, NOW);
        try (Database database = Database.open(folder)) {
            assertThat(database.id("first")).isEqualTo("first");
            new SqlTelemetryStore(database)
                    .store(new Batch(
                            "batch-1",
                            List.of(prediction(1, "Bag"), prediction(2, "Coat"), prediction(3, "Bag")),
                            List.of(telemetry()),
                            List.of(drift(5), drift(6)),
                            List.of(device),
                            List.of(outbox),
                            List.of()));
        }
        try (Database database = Database.open(folder)) {
            assertThat(database.id("second")).isEqualTo("first");
            assertThat(new SqlDeviceStore(database).loadAll()).containsExactly(device);
            assertThat(new SqlTelemetryStore(database).loadOutboxes()).containsExactly(outbox);
            SqlHistory history = new SqlHistory(database);
            assertThat(history.predictions(DEVICE, 2, Long.MAX_VALUE))
                    .extracting(
                            stored -> stored.prediction().header().position().sequence())
                    .containsExactly(3L, 2L);
            assertThat(history.telemetry(DEVICE, NOW, 5))
                    .containsExactly(telemetry().point());
            assertThat(history.telemetry(DEVICE, NOW.plusMillis(1), 5)).isEmpty();
            assertThat(history.classMix(DEVICE, NOW)).isEqualTo(Map.of("Bag", 2L, "Coat", 1L));
            assertThat(history.classMix(DEVICE, NOW.plusMillis(1))).isEmpty();
            assertThat(history.drift(DEVICE, null, NOW, 5))
                    .extracting(StoredDrift::report)
                    .containsExactly(drift(5).report(), drift(6).report());
            assertThat(history.drift(DEVICE, "belt", NOW, 1))
                    .extracting(StoredDrift::report)
                    .containsExactly(drift(6).report());
            assertThat(history.drift(DEVICE, "exit", NOW, 5)).isEmpty();
            assertThat(history.drift(DEVICE, null, NOW.plusMillis(1), 5)).isEmpty();
        }
    }

    @Test
    void latestDrift_severalCameras_isTheNewestOfEachThatComparesWithTheReference() {
        Messages second = new Messages("pi-2", "boot-1", "outbox-1", NOW);
        StoredDrift other = new StoredDrift(0, NOW, DriftWindows.report(second, 1, NOW, Scene.UNCHANGED, 1));
        StoredDrift moved = new StoredDrift(0, NOW, withReference(other.report(), "another"));
        try (Database database = Database.open(folder)) {
            database.id("first");
            SqlTelemetryStore store = new SqlTelemetryStore(database);
            SqlHistory history = new SqlHistory(database);
            store.store(drift("a", drift(1), drift(2), other));

            assertThat(history.latestDrift(DriftWindows.REFERENCE, NOW, 5))
                    .extracting(StoredDrift::report)
                    .containsExactly(drift(2).report(), other.report());
            assertThat(history.latestDrift(DriftWindows.REFERENCE, NOW, 1))
                    .extracting(StoredDrift::report)
                    .containsExactly(other.report());

            store.store(drift("b", moved));
            assertThat(history.latestDrift(DriftWindows.REFERENCE, NOW, 5)).hasSize(1);
            assertThat(history.latestDrift("another", NOW, 5)).hasSize(1);
            assertThat(history.latestDrift("another", NOW.plusMillis(1), 5)).isEmpty();
        }
    }

    @Test
    void drift_gapIsFilledLater_theNewestIsTheOneWrittenLast() {
        try (Database database = Database.open(folder)) {
            database.id("first");
            SqlTelemetryStore store = new SqlTelemetryStore(database);
            SqlHistory history = new SqlHistory(database);
            store.store(drift("a", drift(1), drift(3)));
            store.store(drift("b", drift(2)));

            assertThat(history.drift(DEVICE, null, NOW, 5))
                    .extracting(StoredDrift::report)
                    .containsExactly(drift(1).report(), drift(2).report(), drift(3).report());
            assertThat(history.latestDrift(DriftWindows.REFERENCE, NOW, 5))
                    .extracting(StoredDrift::report)
                    .containsExactly(drift(3).report());

            Messages anew = new Messages("pi-1", "boot-2", "outbox-2", NOW);
            StoredDrift first = new StoredDrift(0, NOW, DriftWindows.report(anew, 1, NOW, Scene.UNCHANGED, 1));
            store.store(drift("c", first));
            assertThat(history.latestDrift(DriftWindows.REFERENCE, NOW, 5))
                    .extracting(StoredDrift::report)
                    .containsExactly(first.report());
        }
    }

    @Test
    void drift_severalCameras_eachHasItsNewest() {
        Random random = new Random(1);
        StoredDrift exit = new StoredDrift(
                0, NOW, DriftWindows.report(messages, 1, NOW, "exit", Scene.UNCHANGED, random, 60, 450));
        try (Database database = Database.open(folder)) {
            database.id("first");
            new SqlTelemetryStore(database).store(drift("a", exit, drift(2), drift(3)));

            assertThat(new SqlHistory(database).drift(DEVICE, null, NOW, 1))
                    .extracting(StoredDrift::report)
                    .containsExactlyInAnyOrder(exit.report(), drift(3).report());
        }
    }

    @Test
    void retention_moreDriftThanMayBeKept_deletesTheOldest() {
        try (Database database = Database.open(folder)) {
            database.id("first");
            new SqlTelemetryStore(database).store(drift("a", drift(1), drift(2), drift(3)));
            new Retention(database, new RetentionLimits(1, 1, 2)).apply();

            assertThat(new SqlHistory(database).drift(DEVICE, null, NOW, 5))
                    .extracting(StoredDrift::report)
                    .containsExactly(drift(2).report(), drift(3).report());
        }
    }

    @Test
    void store_sameBatchTwice_isStoredOnce() {
        try (Database database = Database.open(folder)) {
            database.id("first");
            SqlTelemetryStore store = new SqlTelemetryStore(database);
            Batch batch = batch("batch-1", List.of(prediction(1, "Bag")));
            store.store(batch);
            store.store(batch);

            assertThat(new SqlHistory(database).predictions(DEVICE, 10, Long.MAX_VALUE))
                    .hasSize(1);
        }
    }

    @Test
    void store_knownOutbox_isReplacedAndForgottenOnesGo() {
        try (Database database = Database.open(folder)) {
            database.id("first");
            SqlTelemetryStore store = new SqlTelemetryStore(database);
            store.store(new Batch(
                    "a",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(outbox(new SequenceRange(1, 1))),
                    List.of()));
            OutboxState next = outbox(new SequenceRange(1, 2));
            store.store(new Batch("b", List.of(), List.of(), List.of(), List.of(), List.of(next), List.of()));
            assertThat(store.loadOutboxes()).containsExactly(next);

            store.store(new Batch("c", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(OUTBOX)));
            assertThat(store.loadOutboxes()).isEmpty();
        }
    }

    @Test
    void retention_moreThanMayBeKept_deletesTheOldest() {
        try (Database database = Database.open(folder)) {
            database.id("first");
            List<StoredPrediction> predictions = LongStream.rangeClosed(1, 30)
                    .mapToObj(sequence -> prediction(sequence, "Bag"))
                    .toList();
            new SqlTelemetryStore(database).store(batch("a", predictions));
            Retention retention = new Retention(database, new RetentionLimits(10, 1, 1));
            retention.apply();
            retention.apply();

            assertThat(new SqlHistory(database).predictions(DEVICE, 100, Long.MAX_VALUE))
                    .extracting(
                            stored -> stored.prediction().header().position().sequence())
                    .hasSize(10)
                    .contains(30L, 21L);
        }
    }

    @Test
    void open_fileIsNoDatabase_saysWhere() throws Exception {
        Files.writeString(folder.resolve("vedette.mv.db"), "this is no database, and longer than a header would be");

        assertThatThrownBy(() -> Database.open(folder))
                .isInstanceOfSatisfying(StoreException.class, failure -> assertThat(failure.directory())
                        .isEqualTo(folder));
    }

    @Test
    void store_threadIsInterrupted_othersGoOn() throws Exception {
        try (Database database = Database.open(folder)) {
            database.id("first");
            SqlTelemetryStore store = new SqlTelemetryStore(database);
            store.store(batch("batch-0", List.of(prediction(1, "Bag"))));
            for (int i = 1; i <= 20; i++) {
                Batch batch = batch("batch-" + i, List.of(prediction(i + 1, "Bag")));
                Thread interrupted = new Thread(() -> storeWhileInterrupted(store, batch));
                interrupted.start();
                interrupted.join();
                store.store(batch);
            }

            assertThat(new SqlHistory(database).predictions(DEVICE, 100, Long.MAX_VALUE))
                    .hasSize(21);
        }
    }

    private static void storeWhileInterrupted(SqlTelemetryStore store, Batch batch) {
        Thread.currentThread().interrupt();
        try {
            store.store(batch);
        } catch (RuntimeException e) {
            // It may fail; what matters is that others do not.
            boolean unused = Thread.interrupted();
        }
    }

    @Test
    void open_databaseOfRelease01_isReadable() throws Exception {
        try (InputStream old = DatabaseTest.class.getResourceAsStream("/database/release-0.1/vedette.mv.db")) {
            Files.copy(old, folder.resolve("vedette.mv.db"));
        }
        try (Database database = Database.open(folder)) {
            assertThat(database.id("second")).isEqualTo("release-0.1");
            assertThat(new SqlDeviceStore(database).loadAll())
                    .extracting(DeviceState::device)
                    .containsExactly(DEVICE);
            assertThat(new SqlTelemetryStore(database).loadOutboxes())
                    .extracting(OutboxState::received)
                    .containsExactly(List.of(new SequenceRange(1, 3), new SequenceRange(7, 7)));
            SqlHistory history = new SqlHistory(database);
            assertThat(history.predictions(DEVICE, 10, Long.MAX_VALUE)).hasSize(3);
            assertThat(history.telemetry(DEVICE, NOW, 10)).hasSize(1);
            assertThat(history.drift(DEVICE, null, NOW, 10)).isEmpty();
            new SqlTelemetryStore(database).store(drift("new", drift(8)));
            assertThat(history.drift(DEVICE, null, NOW, 10)).hasSize(1);
        }
    }

    @Test
    void findHighest_deletedAndOpenedAgain_isKept() throws Exception {
        PublishedRelease release;
        try (Database database = Database.open(folder)) {
            SqlReleaseStore store = new SqlReleaseStore(database);
            Releases releases = new Releases(
                    store,
                    ArtifactFolder.open(folder.resolve("artifacts")),
                    new BundleInspection(List.of()),
                    UploadLimits.DEFAULT,
                    Clock.systemUTC());
            byte[] bundle = Bundles.make(folder, "belt", 3, 1_000);
            release = releases.publish(new ByteArrayInputStream(bundle), bundle.length)
                    .release();
            releases.delete(release);
            assertThat(store.loadAll()).isEmpty();
        }
        try (Database database = Database.open(folder)) {
            assertThat(new SqlReleaseStore(database).findHighest("belt"))
                    .contains(new HighestRelease(3, release.artifact().digest()));
            assertThat(new SqlReleaseStore(database).findHighest("other")).isEmpty();
        }
    }

    private StoredPrediction prediction(long sequence, String label) {
        return new StoredPrediction(0, NOW, messages.prediction(sequence, label));
    }

    private StoredTelemetry telemetry() {
        return new StoredTelemetry(
                DEVICE, new TelemetryPoint(NOW, NOW, 17, TelemetryFigures.of(messages.telemetry(4, 1, 0))));
    }

    private StoredDrift drift(long sequence) {
        return new StoredDrift(0, NOW, DriftWindows.report(messages, sequence, NOW, Scene.DARKER, sequence));
    }

    private static Batch drift(String id, StoredDrift... drift) {
        return new Batch(id, List.of(), List.of(), List.of(drift), List.of(), List.of(), List.of());
    }

    private static DriftReport withReference(DriftReport report, String id) {
        return new DriftReport(
                report.header(),
                report.camera(),
                report.window(),
                new DriftReport.Reference(id, 1_000, false),
                report.verdict(),
                report.cause(),
                report.explanation(),
                report.labels(),
                report.signals());
    }

    private static OutboxState outbox(SequenceRange... received) {
        return new OutboxState(OUTBOX, List.of(received), 2, 1, 1, NOW);
    }

    private static Batch batch(String id, List<StoredPrediction> predictions) {
        return new Batch(id, predictions, List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
