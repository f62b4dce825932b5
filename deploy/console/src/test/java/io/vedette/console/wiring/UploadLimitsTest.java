package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.console.artifact.ChunkSettings;
import io.vedette.console.artifact.UploadLimits;
import io.vedette.console.doubles.Bundles;
import io.vedette.core.json.RecordJson;
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

/** What a console with room for a mebibyte says to those who publish too much, or too slowly. */
final class UploadLimitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HEAD =
            """
            POST /api/artifacts HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/octet-stream\r
            Content-Length: 1000000\r
            \r
            """;

    @TempDir
    private static Path folder;

    @TempDir
    private static Path bundles;

    private static RunningConsole console;

    @BeforeAll
    static void start() {
        console = RunningConsole.start(RunningConsole.settings(
                folder,
                null,
                List.of(),
                ChunkSettings.DEFAULT,
                new UploadLimits(1 << 20, Duration.ofSeconds(1), 1_000)));
    }

    @AfterAll
    static void end() {
        console.close();
    }

    @Test
    void post_noRoomLeft_isToldHowMuchThereIsAndWhatToDelete() throws Exception {
        for (int number = 1; number <= 2; number++) {
            byte[] bundle = Bundles.make(bundles, "belt", number, 400_000);
            assertThat(console.post("/api/artifacts", bundle).statusCode()).isEqualTo(201);
        }
        byte[] next = Bundles.make(bundles, "belt", 3, 400_000);

        HttpResponse<byte[]> response = console.post("/api/artifacts", next);

        JsonNode refusal = RecordJson.readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(507);
        assertThat(refusal.path("error").asText()).isEqualTo("bundles-full");
        assertThat(refusal.path("message").asText())
                .contains("belt 3 has 0.4 MiB, and the 2 published bundles take 0.8 MiB of the 1.0 MiB")
                .contains("such as belt 1, belt 2, or raise --max-bundles");
        assertThat(console.delete("/api/artifacts/belt/1").statusCode()).isEqualTo(204);
        assertThat(console.post("/api/artifacts", next).statusCode()).isEqualTo(201);
        console.delete("/api/artifacts/belt/2");
        console.delete("/api/artifacts/belt/3");
    }

    @Test
    void post_dribblers_loseTheirPlacesToOthers() throws Exception {
        try (Socket first = dribbler();
                Socket second = dribbler()) {
            for (Socket dribbler : List.of(first, second)) {
                await().atMost(PATIENCE).until(() -> isAnswered(dribbler));
                byte[] answer = dribbler.getInputStream().readNBytes("HTTP/1.1 408".length());
                assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
            }
            byte[] bundle = Bundles.make(bundles, "lamp", 1, 100_000);
            assertThat(console.post("/api/artifacts", bundle).statusCode()).isEqualTo(201);
            console.delete("/api/artifacts/lamp/1");
        }
    }

    private static Socket dribbler() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), console.uri().getPort());
        socket.getOutputStream().write(HEAD.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Sends one more byte, unless there is an answer. */
    private static boolean isAnswered(Socket dribbler) throws IOException {
        if (dribbler.getInputStream().available() > 0) {
            return true;
        }
        dribbler.getOutputStream().write(7);
        dribbler.getOutputStream().flush();
        return false;
    }
}
