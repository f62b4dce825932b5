package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.console.artifact.ChunkSettings;
import io.vedette.console.broker.BrokerAddress;
import io.vedette.console.doubles.Bundles;
import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.Downloader;
import io.vedette.console.doubles.Messages;
import io.vedette.console.doubles.Mosquitto;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.ChunkTopic;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.contract.UpdateReport;
import io.vedette.core.contract.UpdateReport.Progress;
import io.vedette.core.contract.UpdateReport.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release on its way from the console to devices. */
final class UpdateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BUNDLE_BYTES = 1_500_000;
    private static final int LARGE_BUNDLE_BYTES = 6_000_000;
    private static final int PREDICTIONS = 300;

    @TempDir
    private Path folder;

    @TempDir
    private Path bundles;

    private final Messages messages = new Messages("pi-1");

    @Test
    void desired_embeddedBroker_deviceFetchesTheBundleDespiteLosses() throws Exception {
        fetchWhole(null);
    }

    @Test
    void desired_mosquitto_deviceFetchesTheBundleDespiteLosses() throws Exception {
        assumeThat(Mosquitto.isInstalled()).isTrue();
        try (Mosquitto mosquitto = Mosquitto.start(bundles)) {
            fetchWhole(mosquitto.address());
        }
    }

    private void fetchWhole(@Nullable BrokerAddress external) throws Exception {
        byte[] bundle = Bundles.make(bundles, "fashion", 4, BUNDLE_BYTES);
        try (RunningConsole console = start(external);
                Downloader downloader = new Downloader(console.broker(), "pi-1")) {
            setRelease(console, bundle, 4);
            await().atMost(PATIENCE).until(() -> downloader.desired() != null);
            DesiredState desired = downloader.desired();
            assertThat(desired.release().number()).isEqualTo(4);
            Artifact artifact = desired.artifact();
            downloader.listenTo(artifact);

            byte[] fetched = downloader.download(
                    artifact, Set.of(artifact.chunks().get(0), artifact.chunks().get(7)));

            assertThat(fetched).isEqualTo(bundle);
            // A slow machine may ask for more of them twice.
            int atLeast = artifact.chunks().size() + 2;
            assertThat(downloader.arrivals()).isGreaterThanOrEqualTo(atLeast);
            await().atMost(PATIENCE).until(() -> chunks(console, "sent") >= atLeast);
            assertThat(chunks(console, "unknown")).isZero();
        }
    }

    @Test
    void request_chunksWithoutEnd_predictionsAreStoredAndAcknowledgedBesideThem() throws Exception {
        byte[] bundle = Bundles.make(bundles, "fashion", 4, LARGE_BUNDLE_BYTES);
        ChunkSettings fast = new ChunkSettings(1L << 30, 4, Duration.ZERO);
        try (RunningConsole console = RunningConsole.start(RunningConsole.settings(folder, null, List.of(), fast));
                Downloader downloader = new Downloader(console.broker(), "pi-1");
                DeviceDouble device = new DeviceDouble(console.broker(), "pi-2", new Messages("pi-2"))) {
            setRelease(console, bundle, 4);
            await().atMost(PATIENCE).until(() -> downloader.desired() != null);
            Artifact artifact = downloader.desired().artifact();
            downloader.listenTo(artifact);
            AtomicBoolean isEnough = new AtomicBoolean();
            CompletableFuture<byte[]> fetched = CompletableFuture.supplyAsync(() -> fetchUntil(downloader, isEnough));
            await().atMost(PATIENCE).until(() -> downloader.arrivals() > 0);

            for (int sequence = 1; sequence <= PREDICTIONS; sequence++) {
                device.send(new Messages("pi-2").prediction(sequence, "Sneaker"));
            }
            await().atMost(PATIENCE).until(() -> device.isAcknowledged(PREDICTIONS));
            int arrivals = downloader.arrivals();
            await().atMost(PATIENCE).until(() -> downloader.arrivals() > arrivals);
            isEnough.set(true);

            assertThat(fetched.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(bundle);
            assertThat(console.json("/api/devices/pi-2/predictions?limit=1").path("predictions"))
                    .hasSize(1);
            assertThat(chunks(console, "failed")).isZero();
        }
    }

    @Test
    void request_ofSeveralAtOnce_isSentOnceForAll() throws Exception {
        byte[] bundle = Bundles.make(bundles, "fashion", 4, BUNDLE_BYTES);
        // A window that only a very slow machine can miss.
        ChunkSettings patient = new ChunkSettings(64L << 20, 4, Duration.ofSeconds(3));
        try (RunningConsole console = RunningConsole.start(RunningConsole.settings(folder, null, List.of(), patient));
                Downloader first = new Downloader(console.broker(), "pi-1");
                Downloader second = new Downloader(console.broker(), "pi-2")) {
            setRelease(console, bundle, 4);
            await().atMost(PATIENCE).until(() -> first.desired() != null);
            Artifact artifact = first.desired().artifact();
            first.listenTo(artifact);
            second.listenTo(artifact);
            first.ask(artifact, artifact.chunks());
            second.ask(artifact, artifact.chunks());
            first.ask(artifact, artifact.chunks());

            int all = artifact.chunks().size();
            await().atMost(PATIENCE).until(() -> first.arrivals() >= all && second.arrivals() >= all);
            await().atMost(PATIENCE).until(() -> chunks(console, "requests") == 3 && chunks(console, "waiting") == 0);
            await().atMost(PATIENCE).until(() -> chunks(console, "sent") + chunks(console, "joined") == 3L * all);
            assertThat(chunks(console, "joined")).isPositive();
        }
    }

    @Test
    void request_forWhatIsNotPublished_isCountedAndNothingSent() throws Exception {
        byte[] bundle = Bundles.make(bundles, "fashion", 4, 1_000);
        try (RunningConsole console = start(null);
                Downloader downloader = new Downloader(console.broker(), "pi-1");
                DeviceDouble other = new DeviceDouble(console.broker(), "pi-2", new Messages("pi-2"))) {
            setRelease(console, bundle, 4);
            await().atMost(PATIENCE).until(() -> downloader.desired() != null);
            Artifact known = downloader.desired().artifact();
            String nothing = "f".repeat(64);
            downloader.ask(known, List.of(nothing));
            downloader.ask(new Artifact(nothing, 10, List.of(nothing)), known.chunks());
            other.sendRaw(ChunkTopic.REQUEST, new byte[] {1, 2, 3});
            other.sendRaw(ChunkTopic.REQUEST, "{\"artifact\":\"../../etc/passwd\"}".getBytes(StandardCharsets.UTF_8));

            await().atMost(PATIENCE).until(() -> chunks(console, "requests") == 4);
            assertThat(chunks(console, "unknown")).isEqualTo(2);
            assertThat(chunks(console, "malformed")).isEqualTo(2);
            assertThat(chunks(console, "sent")).isZero();
        }
    }

    @Test
    void desired_consoleAndBrokerStartAnew_isToldAgainAndCountsOn() throws Exception {
        byte[] bundle = Bundles.make(bundles, "fashion", 4, 1_000);
        DesiredState before;
        try (RunningConsole console = start(null);
                Downloader downloader = new Downloader(console.broker(), "pi-1")) {
            setRelease(console, bundle, 4);
            await().atMost(PATIENCE).until(() -> downloader.desired() != null);
            before = downloader.desired();
        }
        // The embedded broker keeps nothing.
        try (RunningConsole console = start(null);
                Downloader downloader = new Downloader(console.broker(), "pi-1")) {
            await().atMost(PATIENCE).until(() -> downloader.desired() != null);
            DesiredState after = downloader.desired();
            assertThat(after.version()).isEqualTo(before.version());
            assertThat(after.release()).isEqualTo(before.release());
            assertThat(after.artifact()).isEqualTo(before.artifact());
            downloader.listenTo(after.artifact());
            assertThat(downloader.download(after.artifact(), Set.of())).isEqualTo(bundle);

            setRelease(console, bundle, 4);
            await().atMost(PATIENCE).until(() -> downloader.desired().version() == before.version() + 1);
        }
    }

    @Test
    void desired_brokerForgetsAll_isToldAgain() throws Exception {
        assumeThat(Mosquitto.isInstalled()).isTrue();
        byte[] bundle = Bundles.make(bundles, "fashion", 4, 1_000);
        try (Mosquitto mosquitto = Mosquitto.start(bundles);
                RunningConsole console = start(mosquitto.address())) {
            setRelease(console, bundle, 4);
            mosquitto.restart();
            try (Downloader downloader = new Downloader(mosquitto.address(), "pi-1")) {
                await().atMost(PATIENCE).until(() -> downloader.desired() != null);
            }
        }
    }

    @Test
    void update_asTheDeviceTellsIt_isShownAndOutlivesTheConsole() throws Exception {
        Release target = new Release("fashion", 4, "b".repeat(64));
        UpdateReport refused = messages.update(3, target, Step.REFUSED, null, "key", "Signed by a key nobody believes");
        try (RunningConsole console = start(null);
                DeviceDouble device = new DeviceDouble(console.broker(), "pi-1", messages)) {
            device.send(messages.status(Availability.ONLINE));
            device.send(messages.reported(3, 3));
            device.send(messages.update(3, target, Step.DOWNLOADING, new Progress(17, 88), null, ""));
            await().atMost(PATIENCE)
                    .until(() -> summary(console).at("/update/step").asText().equals("downloading"));
            assertThat(summary(console).at("/update/chunks/done").asInt()).isEqualTo(17);
            assertThat(summary(console).at("/update/target/number").asInt()).isEqualTo(4);

            device.send(refused);
            await().atMost(PATIENCE)
                    .until(() -> summary(console).at("/update/step").asText().equals("refused"));
        }
        try (RunningConsole console = start(null)) {
            JsonNode detail = console.json("/api/devices/pi-1");
            assertThat(detail.at("/update/check").asText()).isEqualTo("key");
            assertThat(detail.at("/update/reason").asText()).isEqualTo("Signed by a key nobody believes");
            assertThat(detail.at("/reported/slots/1/health").asText()).isEqualTo("untried");
        }
    }

    private static byte[] fetchUntil(Downloader downloader, AtomicBoolean isEnough) {
        try {
            Artifact artifact = downloader.desired().artifact();
            byte[] fetched = downloader.download(artifact, Set.of());
            while (!isEnough.get()) {
                fetched = downloader.download(artifact, Set.of());
            }
            return fetched;
        } catch (MqttException | InterruptedException e) {
            throw new IllegalStateException("The download ended early", e);
        }
    }

    private RunningConsole start(@Nullable BrokerAddress external) {
        return RunningConsole.start(folder, external);
    }

    private void setRelease(RunningConsole console, byte[] bundle, int number) throws Exception {
        try (DeviceDouble device = new DeviceDouble(console.broker(), "pi-1", messages)) {
            device.send(messages.status(Availability.ONLINE));
            await().atMost(PATIENCE)
                    .until(() -> console.get("/api/devices/pi-1").statusCode() == 200);
        }
        assertThat(console.post("/api/artifacts", bundle).statusCode()).isIn(200, 201);
        assertThat(console.put("/api/devices/pi-1/desired", "{\"name\":\"fashion\",\"number\":" + number + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static JsonNode summary(RunningConsole console) throws Exception {
        return console.json("/api/devices/pi-1").path("summary");
    }

    private static long chunks(RunningConsole console, String counter) throws Exception {
        return console.json("/api/counters").path("chunks").path(counter).asLong();
    }
}
