package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.console.artifact.ChunkSettings;
import io.vedette.console.doubles.Bundles;
import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.Messages;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.json.RecordJson;
import io.vedette.core.trust.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the interface says to those who publish and set releases. The device of these tests runs release 3 of 'fashion'. */
final class PublishTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    @TempDir
    private static Path bundles;

    private static RunningConsole console;
    private static DeviceDouble device;

    @BeforeAll
    static void start() throws Exception {
        console = RunningConsole.start(
                RunningConsole.settings(folder, null, List.of(Bundles.KEY.verifyingKey()), ChunkSettings.DEFAULT));
        Messages messages = new Messages("pi-1");
        device = new DeviceDouble(console.broker(), "pi-1", messages);
        device.send(messages.status(Availability.ONLINE));
        device.send(messages.reported(7, 3));
        // In the order of their numbers, which the tests are not.
        publish("fashion", 2);
        publish("fashion", 4);
        await().atMost(PATIENCE)
                .until(() -> console.json("/api/devices/pi-1")
                                .at("/reported/highestCommitted")
                                .asInt()
                        == 3);
    }

    @AfterAll
    static void end() throws Exception {
        device.close();
        console.close();
    }

    @Test
    void post_bundle_isPublishedOnceAndListed() throws Exception {
        byte[] bundle = Bundles.make(bundles, "belt", 1, 200_000);
        HttpResponse<byte[]> first = console.post("/api/artifacts", bundle);
        HttpResponse<byte[]> second = console.post("/api/artifacts", bundle);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        JsonNode published = console.json("/api/artifacts/belt/1");
        assertThat(published).isEqualTo(RecordJson.readTree(first.body()));
        assertThat(published.path("sizeBytes").asLong()).isEqualTo(bundle.length);
        assertThat(published.path("chunks").asInt()).isEqualTo(2);
        assertThat(published.path("isVerified").asBoolean()).isTrue();
        assertThat(published.path("variants")).hasSize(2);
        assertThat(console.json("/api/artifacts").path("releases")).contains(published);
    }

    @Test
    void post_badBundle_isRefusedWithTheReason() throws Exception {
        assertRefused(console.post("/api/artifacts", new byte[1_000]), 422, "bad-bundle", "archive");
        assertRefused(console.post("/api/artifacts", new byte[0]), 400, "bad-request", "bundle");
        byte[] stranger = Bundles.make(bundles, "stranger", 1, 1_000, SigningKey.generate());
        assertRefused(console.post("/api/artifacts", stranger), 422, "bad-bundle", "key");
        assertRefused(
                console.send("/api/artifacts", "POST", "text/plain", new byte[9]), 415, "unsupported-media-type", "");
        console.post("/api/artifacts", Bundles.make(bundles, "line", 5, 1_000));
        byte[] older = Bundles.make(bundles, "line", 4, 1_000);
        assertRefused(console.post("/api/artifacts", older), 409, "release-too-low", "5");
    }

    @Test
    void post_moreThanDevicesCanFetch_isRefusedBeforeItComes() throws Exception {
        long tooMany = (long) Artifact.MAX_CHUNKS * Artifact.CHUNK_BYTES + 2;
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), console.uri().getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String head =
                    "POST /api/artifacts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n"
                            + "Content-Length: " + tooMany + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[1_000]);
            socket.getOutputStream().flush();

            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void put_desired_isToldAndKeepsTheReleaseFromDeletion() throws Exception {
        HttpResponse<byte[]> set = console.put("/api/devices/pi-1/desired", "{\"name\":\"fashion\",\"number\":4}");

        assertThat(set.statusCode()).isEqualTo(200);
        JsonNode desired = RecordJson.readTree(set.body());
        assertThat(desired.path("version").asLong())
                .as("above what the device has seen")
                .isGreaterThan(7);
        assertThat(desired.at("/release/number").asInt()).isEqualTo(4);
        assertThat(console.json("/api/devices/pi-1/desired")).isEqualTo(desired);
        assertThat(console.json("/api/devices/pi-1").path("desired")).isEqualTo(desired);
        assertThat(console.json("/api/artifacts/fashion/4").path("desiredBy").asLong())
                .isEqualTo(1);
        assertRefused(console.delete("/api/artifacts/fashion/4"), 409, "release-in-use", "pi-1");
    }

    @Test
    void put_whatTheDeviceWouldRefuse_isRefusedWithTheReason() throws Exception {
        publish("lamps", 4);
        String fashion = "{\"name\":\"fashion\",\"number\":%d}";
        String path = "/api/devices/pi-1/desired";

        assertRefused(console.put("/api/devices/nobody/desired", fashion.formatted(2)), 404, "unknown-device", "");
        assertRefused(console.put(path, fashion.formatted(99)), 422, "unknown-release", "99");
        assertRefused(console.put(path, "{\"name\":\"lamps\",\"number\":4}"), 409, "other-line", "fashion");
        assertRefused(console.put(path, fashion.formatted(2)), 409, "release-too-low", "under a new number");
        assertRefused(console.put(path, "{\"name\":\"fashion\"}"), 400, "bad-request", "");
        assertRefused(console.put(path, "nonsense"), 400, "bad-request", "");
    }

    @Test
    void delete_releaseNobodyShouldRun_isGone() throws Exception {
        publish("short-lived", 1);

        assertThat(console.delete("/api/artifacts/short-lived/1").statusCode()).isEqualTo(204);
        assertRefused(console.delete("/api/artifacts/short-lived/1"), 404, "unknown-release", "short-lived");
        assertRefused(
                console.post("/api/artifacts", Bundles.make(bundles, "short-lived", 1, 2_000)),
                409,
                "release-too-low",
                "1 was published");
        assertThat(console.post("/api/artifacts", Bundles.make(bundles, "short-lived", 1, 1_000))
                        .statusCode())
                .as("the same file again")
                .isEqualTo(201);
    }

    private static void publish(String name, int number) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = console.post("/api/artifacts", Bundles.make(bundles, name, number, 1_000));
        assertThat(answer.statusCode()).isIn(200, 201);
    }

    private static void assertRefused(HttpResponse<byte[]> response, int status, String error, String words) {
        JsonNode body = RecordJson.readTree(response.body());
        assertThat(response.statusCode()).as(body.toString()).isEqualTo(status);
        assertThat(body.path("error").asText()).isEqualTo(error);
        assertThat(body.path("message").asText()).containsIgnoringCase(words);
    }
}
