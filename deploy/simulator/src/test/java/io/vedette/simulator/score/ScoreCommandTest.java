package io.vedette.simulator.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Prediction;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoreCommandTest {
    private static final DeviceId DEVICE = new DeviceId("belt-1");

    @TempDir
    private Path folder = Path.of("");

    private HttpServer console;

    @BeforeEach
    void begin() throws IOException {
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.start();
        answer(
                "/api/devices/belt-1",
                """
                {"summary": {"delivery": {"highWaterMark": 9, "duplicates": 0, "lost": 0, "openRecords": 0}}}""");
        Files.writeString(
                folder.resolve("truth.json"),
                """
                {"items": [
                  {"label": "bag", "firstFrame": 10, "lastFrame": 20},
                  {"label": "coat", "firstFrame": 40, "lastFrame": 50}]}""");
    }

    @AfterEach
    void end() {
        console.stop(0);
    }

    @Test
    void call_consoleKnowsAnEarlierRun_scoresTheNewest() throws IOException {
        // The newest first, as the console gives them; frames count anew in each run.
        predictions(
                decision("second", Prediction.Phase.END, "coat", 41),
                decision("second", Prediction.Phase.END, "bag", 12),
                decision("first", Prediction.Phase.END, "coat", 41),
                decision("first", Prediction.Phase.END, "coat", 12));

        JsonNode score = score();

        assertThat(score.path("right").asInt()).isEqualTo(2);
        assertThat(score.path("extra").asInt()).isZero();
    }

    @Test
    void call_newestRunHasEndedNoDecision_takesNoneOfTheOneBefore() throws IOException {
        predictions(
                decision("second", Prediction.Phase.NEW, "bag", 12),
                decision("first", Prediction.Phase.END, "coat", 41),
                decision("first", Prediction.Phase.END, "bag", 12));

        assertThat(score().path("missed").asInt()).isEqualTo(2);
    }

    private JsonNode score() throws IOException {
        Path json = folder.resolve("score.json");
        int status = new CommandLine(new ScoreCommand())
                .execute(
                        "--truth",
                        folder.resolve("truth.json").toString(),
                        "--console",
                        "http:/" + console.getAddress(),
                        "--device",
                        DEVICE.toString(),
                        "--camera",
                        "belt",
                        "--json",
                        json.toString());
        assertThat(status).isZero();
        return RecordJson.readTree(Files.readAllBytes(json));
    }

    private void predictions(Prediction... newestFirst) {
        answer(
                "/api/devices/belt-1/predictions",
                Stream.of(newestFirst)
                        .map(prediction -> new String(RecordJson.write(prediction), UTF_8))
                        .collect(Collectors.joining(
                                "}, {\"prediction\": ", "{\"predictions\": [{\"prediction\": ", "}]}")));
    }

    private void answer(String path, String json) {
        console.createContext(path, exchange -> respond(exchange, json.getBytes(UTF_8)));
    }

    private static void respond(HttpExchange exchange, byte[] json) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private static Prediction decision(String run, Prediction.Phase phase, String label, long firstFrame) {
        Header header =
                new Header(Header.SCHEMA, DEVICE, run, Instant.EPOCH, 0, ClockState.SYNCHRONIZED, false, null, null);
        return new Prediction(
                header,
                "belt",
                run + firstFrame,
                phase,
                label,
                0.9,
                List.of(),
                firstFrame,
                firstFrame + 8,
                Instant.EPOCH,
                new Prediction.Latency(1, 1, 2));
    }
}
