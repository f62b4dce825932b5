package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.Messages;
import io.vedette.core.contract.Status.Availability;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The console's interface as its clients see it. */
final class HttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static RunningConsole console;
    private static DeviceDouble device;
    private static final Messages MESSAGES = new Messages("pi-1");

    @BeforeAll
    static void start() throws Exception {
        console = RunningConsole.start(folder, null);
        device = new DeviceDouble(console.broker(), "pi-1", MESSAGES);
        device.send(MESSAGES.status(Availability.ONLINE));
        device.send(MESSAGES.prediction(1, "Bag"));
        await().atMost(PATIENCE).until(() -> device.isAcknowledged(1));
    }

    @AfterAll
    static void end() throws Exception {
        device.close();
        console.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/devices/nobody, 404, unknown-device",
        "/api/devices/NO%3CBODY, 404, unknown-device",
        "/api/devices/nobody/predictions, 404, unknown-device",
        "/api/devices/pi-1/predictions?limit=0, 400, bad-parameter",
        "/api/devices/pi-1/predictions?limit=5000, 400, bad-parameter",
        "/api/devices/pi-1/predictions?limit=many, 400, bad-request",
        "/api/devices/pi-1/telemetry?minutes=-1, 400, bad-parameter",
        "/api/devices/nobody/drift, 404, unknown-device",
        "/api/devices/pi-1/drift?limit=1001, 400, bad-parameter",
        "/api/devices/pi-1/drift?from=yesterday, 400, bad-parameter",
        "/api/drift?reference=none, 404, unknown-reference",
        "/api/drift?from=yesterday, 400, bad-parameter",
        "/api/devices/nobody/desired, 404, unknown-device",
        "/api/devices/pi-1/desired, 404, nothing-desired",
        "/api/artifacts/belt/3, 404, unknown-release",
        "/api/artifacts/belt/three, 400, bad-request",
        "/api/events?kind=gossip, 400, bad-parameter",
        "/api/events?device=UPPER, 400, bad-parameter",
        "/api/nothing, 404, not-found"
    })
    void get_badRequest_answersWithATypedError(String path, int status, String error) throws Exception {
        HttpResponse<byte[]> response = console.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("\"error\":\"" + error + "\"");
    }

    @Test
    void get_page_loadsNothingFromElsewhere() throws Exception {
        HttpResponse<byte[]> page = console.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).doesNotContain("http://", "https://");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'");
        assertThat(console.get("/webjars/chart.js/4.4.9/dist/chart.umd.js").statusCode())
                .isEqualTo(200);
    }

    @Test
    void openApi_description_namesEveryRoute() throws Exception {
        HttpResponse<byte[]> response = console.get("/openapi.yml");
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Map<String, Map<String, Object>> description = yaml.load(new String(response.body(), StandardCharsets.UTF_8));

        assertThat(description.get("paths"))
                .containsOnlyKeys(
                        "/api/devices",
                        "/api/devices/{id}",
                        "/api/devices/{id}/predictions",
                        "/api/devices/{id}/telemetry",
                        "/api/devices/{id}/drift",
                        "/api/devices/{id}/desired",
                        "/api/artifacts",
                        "/api/artifacts/{name}/{number}",
                        "/api/drift",
                        "/api/events",
                        "/api/counters",
                        "/health");
    }

    @Test
    void events_ofOneDeviceAndKind_areOnlyThose() throws Exception {
        try (Socket socket = listen("/api/events?device=pi-1&kind=prediction");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            awaitLine(lines, "event: heartbeat");
            device.send(MESSAGES.status(Availability.ONLINE));
            device.send(MESSAGES.prediction(100, "Sandal"));

            assertThat(awaitLine(lines, "event:")).isEqualTo("event: prediction");
        }
    }

    @Test
    void events_clientThatDoesNotRead_isDroppedWhileIngestGoesOn() throws Exception {
        long droppedBefore = counters().path("droppedClients").asLong();
        try (Socket socket = listen("/api/events")) {
            socket.setReceiveBufferSize(1_024);
            await().atMost(PATIENCE).until(() -> counters().path("liveClients").asLong() == 1);
            long sequence = 1_000;
            while (counters().path("droppedClients").asLong() == droppedBefore && sequence < 60_000) {
                for (int i = 0; i < 500; i++) {
                    device.send(MESSAGES.prediction(sequence, "Bag"));
                    sequence++;
                }
                awaitAcknowledged(sequence - 1);
            }
            assertThat(counters().path("droppedClients").asLong()).isEqualTo(droppedBefore + 1);
            assertThat(counters().path("liveClients").asLong()).isZero();
            device.send(MESSAGES.prediction(sequence, "Bag"));
            awaitAcknowledged(sequence);
        }
    }

    private static void awaitAcknowledged(long mark) {
        await().atMost(PATIENCE)
                .until(() -> device.acknowledgement() != null
                        && device.acknowledgement().highWaterMark() == mark);
    }

    private static JsonNode counters() throws Exception {
        return console.json("/api/counters");
    }

    private static Socket listen(String path) throws Exception {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), console.uri().getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String awaitLine(BufferedReader lines, String start) throws Exception {
        String line = lines.readLine();
        while (line != null && !line.startsWith(start)) {
            line = lines.readLine();
        }
        return String.valueOf(line);
    }
}
