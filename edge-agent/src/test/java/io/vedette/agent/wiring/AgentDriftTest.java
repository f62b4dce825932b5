package io.vedette.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.agent.fixture.TestBundle;
import io.vedette.agent.fixture.TestVideo;
import io.vedette.agent.messaging.ConsoleDouble;
import io.vedette.agent.messaging.Mosquitto;
import io.vedette.core.bundle.BundleManifest;
import io.vedette.core.bundle.BundleMember;
import io.vedette.core.bundle.BundleWriter;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.ClassMixReference;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.EmbeddingReference;
import io.vedette.core.drift.FalseAlarmBudget;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.Statistic;
import io.vedette.core.drift.Threshold;
import io.vedette.core.drift.Verdict;
import io.vedette.core.json.RecordJson;
import io.vedette.core.stats.Histogram;
import io.vedette.core.trust.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent before a belt whose background grows brighter. */
@Timeout(120)
class AgentDriftTest {
    private static final DeviceId DEVICE = new DeviceId("belt-1");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final double USUAL = 0.04;
    private static final double BRIGHTER = 0.14;

    private Path folder;

    @BeforeEach
    void open(@TempDir Path newFolder) {
        folder = newFolder;
    }

    /** What is usual of {@link io.vedette.agent.fixture.BrightnessModel}'s labels before a background of that brightness. */
    private static DriftReference reference() {
        List<List<Double>> unit = List.of(List.of(1.0));
        return new DriftReference(
                DriftReference.SCHEMA,
                List.of("dark", "grey", "bright"),
                List.of("dark"),
                400,
                DriftReference.WINDOW,
                200,
                FalseAlarmBudget.DEFAULT,
                new ClassMixReference(
                        List.of(0L, 200L, 200L), List.of(new Threshold(Statistic.JENSEN_SHANNON_DISTANCE, 0.4, 0.5))),
                List.of(new NumberReference(
                        Signal.LUMINANCE,
                        new Histogram(List.of(0.09), List.of(400L, 0L)),
                        USUAL,
                        0.01,
                        List.of(new Threshold(Statistic.MEAN_SHIFT, 2, 3)))),
                new EmbeddingReference(
                        unit,
                        List.of(0.75),
                        List.of(List.of(0.0625)),
                        List.of(List.of(), List.of(0.5), List.of(1.0)),
                        List.of(List.of(0.001)),
                        List.of()));
    }

    /** The usual bundle with a reference besides, signed anew. */
    private TestBundle bundle() throws IOException {
        ModelBundle plain = TestBundle.write(folder).read();
        BundleManifest old = plain.manifest();
        Map<String, byte[]> members = new HashMap<>();
        old.members().forEach(member -> members.put(member.path(), plain.getMember(member.path())));
        byte[] reference = reference().toJson();
        members.put("drift/reference.json", reference);
        List<BundleMember> listed = new ArrayList<>(old.members());
        listed.add(new BundleMember("drift/reference.json", reference.length, Sha256.of(reference)));
        SigningKey key = SigningKey.generate();
        Path file = folder.resolve("with-reference.vedette");
        BundleWriter.write(
                file,
                new BundleManifest(
                        old.schema(),
                        old.name(),
                        old.release(),
                        old.labels(),
                        old.preprocessing(),
                        old.embeddingSize(),
                        old.variants(),
                        old.goldenSamples(),
                        listed,
                        "drift/reference.json",
                        old.provenance()),
                members,
                key);
        return new TestBundle(
                file,
                Files.writeString(
                        folder.resolve("reference.pub"), key.verifyingKey().toPem()));
    }

    private ConfigurationReader reader(TestBundle bundle) {
        List<TestVideo.Scene> scenes = new ArrayList<>();
        for (int item = 0; item < 115; item++) {
            scenes.add(new TestVideo.Scene(item < 70 ? USUAL : BRIGHTER, 6));
            scenes.add(item % 2 == 0 ? TestVideo.bright(8) : TestVideo.grey(8));
        }
        Path video = TestVideo.write(folder.resolve("belt.mp4"), 30, scenes.toArray(TestVideo.Scene[]::new));
        return new ConfigurationReader(DEVICE.value())
                .withText(List.of("bundle"), bundle.file().toString())
                .withTexts(List.of("trust"), List.of(bundle.publicKey().toString()))
                .withText(List.of("data-dir"), folder.resolve("data").toString())
                .withText(List.of("broker", "url"), "none")
                .with("http.port", "0")
                .withText(List.of("cameras", "belt", "source"), video.toString())
                .with("cameras.belt", "{pace: fast, background: [dark], decision: item}")
                // A video of even frames has nothing in it.
                .with("cameras.belt.health.every", "0s");
    }

    private static String get(Agent agent, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(agent.address() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static JsonNode drift(Agent agent) throws IOException, InterruptedException {
        return RecordJson.readTree(get(agent, "/api/drift").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void run_backgroundGrowsBrighter_isOnThePageAndInTheMetrics() throws Exception {
        try (Agent agent = Agent.start(reader(bundle()).read())) {
            agent.awaitEnd();

            JsonNode found = drift(agent).at("/latest/belt");
            assertThat(found.path("verdict").asText()).as(found.toString()).isEqualTo("alarm");
            assertThat(found.path("cause").asText()).isEqualTo("light");
            assertThat(get(agent, "/metrics"))
                    .contains("vedette_drift_verdict{camera=\"belt\"} 3.0")
                    .contains("vedette_drift_left_out_total 0.0");
        }
    }

    @Test
    @Tag("broker")
    void run_backgroundGrowsBrighter_isToldToTheFleet() throws Exception {
        assumeTrue(Mosquitto.isInstalled(), "Mosquitto is not installed: apt-get install mosquitto");
        TestBundle bundle = bundle();
        try (Mosquitto broker = new Mosquitto(folder).start();
                ConsoleDouble console = new ConsoleDouble(broker.url(), DEVICE);
                Agent agent = Agent.start(reader(bundle)
                        .withText(List.of("broker", "url"), broker.url())
                        .with("messaging.acknowledgement", "broker")
                        .read())) {
            await().atMost(LIMIT).until(() -> console.received(DriftReport.class).stream()
                    .anyMatch(report -> report.verdict() == Verdict.ALARM));

            List<DriftReport> reports = console.received(DriftReport.class);
            DriftReport alarm = reports.get(reports.size() - 1);
            assertThat(alarm.cause()).as(alarm.explanation()).isEqualTo(Cause.LIGHT);
            assertThat(alarm.header().position()).isNotNull();
            assertThat(alarm.reference().id()).isEqualTo(Sha256.of(reference().toJson()));
            assertThat(reports.get(0).verdict()).isEqualTo(Verdict.INSUFFICIENT);
            assertThat(agent.address()).isNotEmpty();
        }
    }

    @Test
    @Tag("broker")
    void run_nothingInThePicture_isToldAsCovered() throws Exception {
        assumeTrue(Mosquitto.isInstalled(), "Mosquitto is not installed: apt-get install mosquitto");
        TestBundle bundle = bundle();
        try (Mosquitto broker = new Mosquitto(folder).start();
                ConsoleDouble console = new ConsoleDouble(broker.url(), DEVICE);
                Agent agent = Agent.start(reader(bundle)
                        .withText(List.of("broker", "url"), broker.url())
                        .with("messaging.acknowledgement", "broker")
                        .with("cameras.belt", "{repeat: true, health: {every: 1s}}")
                        .read())) {
            await().atMost(LIMIT).until(() -> console.received(CameraHealth.class).stream()
                    .anyMatch(health -> health.state() == CameraHealth.State.COVERED));
            await().atMost(LIMIT).until(() -> console.received(DriftReport.class).stream()
                    .anyMatch(report -> report.verdict() == Verdict.ALARM && report.cause() == Cause.COVER));
            assertThat(agent.address()).isNotEmpty();
        }
    }

    @Test
    void run_switchedOff_saysNothing() throws Exception {
        try (Agent agent = Agent.start(
                reader(bundle()).with("cameras.belt.drift.enabled", "false").read())) {
            agent.awaitEnd();

            assertThat(drift(agent).path("latest")).isEmpty();
        }
    }

    @Test
    void run_bundleWithoutReference_saysNothing() throws Exception {
        try (Agent agent = Agent.start(reader(TestBundle.write(folder)).read())) {
            agent.awaitEnd();

            assertThat(drift(agent).path("latest")).isEmpty();
        }
    }
}
