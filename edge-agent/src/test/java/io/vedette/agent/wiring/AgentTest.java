package io.vedette.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.vedette.agent.fixture.BrightnessModel;
import io.vedette.agent.fixture.TestBundle;
import io.vedette.agent.fixture.TestBundles;
import io.vedette.agent.fixture.TestVideo;
import io.vedette.agent.messaging.ConsoleDouble;
import io.vedette.agent.messaging.Mosquitto;
import io.vedette.agent.pipeline.PipelineCounts;
import io.vedette.core.bundle.BundleException;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.contract.Birth;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Prediction.Phase;
import io.vedette.core.contract.Status;
import io.vedette.core.contract.Telemetry;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent in this process: real video, real model, real HTTP, real broker. */
@Timeout(120)
class AgentTest {
    private static final DeviceId DEVICE = new DeviceId("belt-1");

    private final HttpClient http = HttpClient.newHttpClient();
    private Path folder;
    private TestBundle bundle;

    @BeforeEach
    void open(@TempDir Path newFolder) throws IOException {
        folder = newFolder;
        bundle = TestBundle.write(folder);
    }

    private ConfigurationReader reader() {
        return new ConfigurationReader(DEVICE.value())
                .withText(List.of("bundle"), bundle.file().toString())
                .withTexts(List.of("trust"), List.of(bundle.publicKey().toString()))
                .withText(List.of("data-dir"), folder.resolve("data").toString())
                .withText(List.of("broker", "url"), "none")
                .with("http.port", "0");
    }

    private ConfigurationReader withVideo(ConfigurationReader reader, TestVideo.Scene... scenes) {
        Path video = TestVideo.write(folder.resolve("belt.mp4"), 30, scenes);
        return reader.withText(List.of("cameras", "belt", "source"), video.toString())
                .with("cameras.belt", "{pace: fast, background: [dark]}");
    }

    private HttpResponse<String> get(Agent agent, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(agent.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return RecordJson.readTree(response.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Tag("broker")
    void run_videoToItsEnd_tellsTheFleetEverythingInTheContractsForm() throws Exception {
        assumeTrue(Mosquitto.isInstalled(), "Mosquitto is not installed: apt-get install mosquitto");
        try (Mosquitto broker = new Mosquitto(folder).start();
                ConsoleDouble console = new ConsoleDouble(broker.url(), DEVICE)) {
            AgentConfiguration configuration = withVideo(
                            reader(), TestVideo.dark(20), TestVideo.bright(30), TestVideo.dark(20), TestVideo.grey(10))
                    .withText(List.of("broker", "url"), broker.url())
                    .with("telemetry.every", "200ms")
                    .with("exit-at-end", "true")
                    .read();

            Agent agent = Agent.start(configuration);
            await().until(() -> console.received(Telemetry.class).size() >= 2);
            await().until(() -> console.received(Prediction.class).stream()
                            .filter(prediction -> prediction.phase() == Phase.END)
                            .count()
                    == 2);
            String outbox = Objects.requireNonNull(
                            console.received(Prediction.class).get(0).header().position())
                    .outbox();
            Thread acknowledging = acknowledging(console, outbox);
            assertThat(agent.awaitEnd()).isTrue();
            PipelineCounts counts = agent.counts().get(0);
            agent.close();
            acknowledging.interrupt();
            acknowledging.join();

            assertThat(counts.captured()).isEqualTo(80);
            assertThat(counts.classified()).isEqualTo(80);
            assertThat(counts.dropped() + counts.failed()).isZero();
            List<Prediction> ends = console.received(Prediction.class).stream()
                    .filter(prediction -> prediction.phase() == Phase.END)
                    .toList();
            assertThat(ends).extracting(Prediction::label).containsExactly("bright", "grey");
            assertThat(ends).extracting(Prediction::firstFrame).containsExactly(20L, 70L);
            assertThat(ends).extracting(Prediction::lastFrame).containsExactly(49L, 79L);
            Birth birth = console.received(Birth.class).get(0);
            assertThat(birth.labels()).containsExactly("dark", "grey", "bright");
            assertThat(birth.header().release()).isNotNull();
            await().until(() -> lastStatus(console) == Status.Availability.OFFLINE);
            assertThat(console.received(CameraHealth.class))
                    .extracting(CameraHealth::state)
                    .contains(CameraHealth.State.ENDED);
            assertValid(console.received());
        }
    }

    @Test
    @Tag("broker")
    void switchTo_runningAgent_fleetAndHttpHearOfTheNewRelease() throws Exception {
        assumeTrue(Mosquitto.isInstalled(), "Mosquitto is not installed: apt-get install mosquitto");
        try (Mosquitto broker = new Mosquitto(folder).start();
                ConsoleDouble console = new ConsoleDouble(broker.url(), DEVICE)) {
            AgentConfiguration configuration = withVideo(reader(), TestVideo.dark(20), TestVideo.bright(20))
                    .with("cameras.belt", "{repeat: true, pace: source}")
                    .withText(List.of("broker", "url"), broker.url())
                    .with("messaging.flush", "100ms")
                    .read();
            ModelBundle second =
                    TestBundles.reader(TestBundles.KEY.verifyingKey()).read(TestBundles.write(folder, 2));

            try (Agent agent = Agent.start(configuration)) {
                await().until(() -> names(console, Prediction.class).contains("brightness"));
                agent.model().switchTo(ModelAtWork.open(configuration, second));
                await().until(() -> names(console, Birth.class).contains("belt"));
                await().until(() -> names(console, Prediction.class).contains("belt"));

                assertThat(json(get(agent, "/api/model")).at("/release/name").asText())
                        .isEqualTo("belt");
                assertThat(json(get(agent, "/health")).at("/release/number").asInt())
                        .isEqualTo(2);
                assertThat(get(agent, "/metrics").body()).contains("vedette_model_release 2.0");
            }

            List<Birth> births = console.received(Birth.class);
            assertThat(births.get(births.size() - 1).labels())
                    .isEqualTo(second.manifest().labels());
            assertThat(console.received(Prediction.class))
                    .filteredOn(prediction -> !prediction.label().equals(Prediction.UNKNOWN))
                    .allSatisfy(prediction -> assertThat(
                                    name(prediction.header()).equals("belt")
                                            ? second.manifest().labels()
                                            : BrightnessModel.LABELS)
                            .contains(prediction.label()));
        }
    }

    private static String name(Header header) {
        return Objects.requireNonNull(header.release()).name();
    }

    private static Set<String> names(ConsoleDouble console, Class<? extends Message> kind) {
        return console.received(kind).stream()
                .map(message -> name(message.header()))
                .collect(Collectors.toSet());
    }

    private static Thread acknowledging(ConsoleDouble console, String outbox) {
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    console.acknowledge(outbox);
                    Thread.sleep(100);
                }
            } catch (MqttException | InterruptedException e) {
                // The test is over.
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    private static Status.Availability lastStatus(ConsoleDouble console) {
        List<Status> all = console.received(Status.class);
        return all.get(all.size() - 1).availability();
    }

    private static void assertValid(List<ConsoleDouble.Received> received) {
        Map<String, JsonSchema> schemas = new HashMap<>();
        Set<String> kinds = new HashSet<>();
        for (ConsoleDouble.Received message : received) {
            String kind = message.topic().contains("/state/")
                    ? "state-" + message.topic().substring(message.topic().lastIndexOf('/') + 1)
                    : message.topic().substring(message.topic().lastIndexOf('/') + 1);
            kinds.add(kind);
            JsonSchema schema =
                    schemas.computeIfAbsent(kind, name -> JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(URI.create("classpath:/vedette/schema/v1/" + name + ".json")));
            Set<ValidationMessage> faults =
                    schema.validate(RecordJson.readTree(message.payload().getBytes(StandardCharsets.UTF_8)));
            assertThat(faults).as(message.topic() + " " + message.payload()).isEmpty();
        }
        assertThat(kinds).contains("status", "birth", "prediction", "health", "telemetry", "update", "state-reported");
    }

    @Test
    void http_runningAgent_answers() throws Exception {
        AgentConfiguration configuration =
                withVideo(reader(), TestVideo.bright(30), TestVideo.dark(5)).read();

        try (Agent agent = Agent.start(configuration)) {
            agent.awaitEnd();
            HttpResponse<String> health = get(agent, "/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(json(health).at("/cameras/0/state").asText()).isEqualTo("ended");
            assertThat(json(health).at("/cameras/0/classified").asInt()).isEqualTo(35);

            JsonNode predictions = json(get(agent, "/api/predictions"));
            assertThat(predictions.at("/latest/belt/label").asText()).isEqualTo("bright");
            assertThat(predictions.at("/latest/belt/phase").asText()).isEqualTo("end");

            JsonNode model = json(get(agent, "/api/model"));
            assertThat(model.at("/release/number").asInt()).isEqualTo(3);
            assertThat(model.at("/labels/2").asText()).isEqualTo("bright");

            HttpResponse<String> metrics = get(agent, "/metrics");
            assertThat(metrics.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
            assertThat(metrics.body())
                    .contains("vedette_frames_classified_total{camera=\"belt\"} 35.0")
                    .contains("vedette_frame_latency_ms_bucket{camera=\"belt\",le=\"+Inf\"} 35");

            assertThat(get(agent, "/nothing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void classify_pictures_areAnsweredOrRefusedByWhatTheyAre() throws Exception {
        AgentConfiguration configuration =
                reader().with("http.max-picture", "20kB").read();

        try (Agent agent = Agent.start(configuration)) {
            byte[] white = TestVideo.whitePng();
            HttpResponse<String> answer = post(agent, "image/png", white);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).path("label").asText()).isEqualTo("bright");
            assertThat(json(answer).path("top")).hasSize(3);
            assertThat(json(answer).at("/latency/totalMs").asDouble()).isPositive();
            assertThat(json(answer).at("/release/name").asText()).isEqualTo("brightness");

            assertThat(post(agent, "application/octet-stream", white).statusCode())
                    .isEqualTo(200);
            assertThat(post(agent, "application/x-www-form-urlencoded", white).statusCode())
                    .isEqualTo(200);
            assertThat(postForm(agent, white).statusCode()).isEqualTo(200);

            byte[] corrupt = white.clone();
            Arrays.fill(corrupt, 40, corrupt.length, (byte) 7);
            assertRefused(post(agent, "image/png", corrupt), 400);
            assertRefused(post(agent, "image/png", new byte[0]), 400);
            assertRefused(post(agent, "text/plain", "hello, is this a picture?".getBytes(StandardCharsets.UTF_8)), 415);
            assertRefused(post(agent, "image/png", Arrays.copyOf(white, 30_000)), 413);
            assertRefused(post(agent, "image/png", new byte[200_000]), 413);
        }
    }

    private static void assertRefused(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(json(response).path("error").asText()).isNotEmpty();
    }

    private HttpResponse<String> post(Agent agent, String type, byte[] body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(agent.address() + "/api/classify"))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> postForm(Agent agent, byte[] picture) throws IOException, InterruptedException {
        String head = String.join(
                "\r\n",
                "--edge",
                "Content-Disposition: form-data; name=\"picture\"; filename=\"a.png\"",
                "Content-Type: image/png",
                "",
                "");
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.concat(
                HttpRequest.BodyPublishers.ofString(head),
                HttpRequest.BodyPublishers.ofByteArray(picture),
                HttpRequest.BodyPublishers.ofString("\r\n--edge--\r\n"));
        return http.send(
                HttpRequest.newBuilder(URI.create(agent.address() + "/api/classify"))
                        .header("Content-Type", "multipart/form-data; boundary=edge")
                        .POST(body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void health_cameraThatGivesNoFrames_isDegradedAndRecovers() throws Exception {
        Path video = folder.resolve("late.mp4");
        AgentConfiguration configuration = reader().withText(List.of("cameras", "belt", "source"), video.toString())
                .with("cameras.belt", "{repeat: true, background: [dark]}")
                .read();

        try (Agent agent = Agent.start(configuration)) {
            await().until(() -> get(agent, "/health").statusCode() == 503);
            assertThat(json(get(agent, "/health")).at("/cameras/0/state").asText())
                    .isEqualTo("no_frames");
            Path made = TestVideo.write(folder.resolve("made.mp4"), 30, TestVideo.bright(30));
            Files.move(made, video);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(agent, "/health").statusCode() == 200);
        }
    }

    @Test
    void start_bundleOfAnUnknownKey_isRefused() throws IOException {
        TestBundle other = TestBundle.write(Files.createDirectories(folder.resolve("other")));
        AgentConfiguration configuration = reader().withTexts(
                        List.of("trust"), List.of(other.publicKey().toString()))
                .read();

        assertThatThrownBy(() -> Agent.start(configuration))
                .isInstanceOfSatisfying(BundleException.class, refused -> assertThat(refused.check())
                        .isEqualTo(BundleException.Check.KEY));
    }

    @Test
    void start_noKeyNamed_isRefused() {
        AgentConfiguration configuration =
                reader().withTexts(List.of("trust"), List.of()).read();

        assertThatThrownBy(() -> Agent.start(configuration))
                .isInstanceOfSatisfying(ConfigurationException.class, refused -> assertThat(refused.key())
                        .isEqualTo("trust"));
    }
}
