package io.vedette.console.wiring;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.console.artifact.ChunkSettings;
import io.vedette.console.artifact.UploadLimits;
import io.vedette.console.broker.BrokerAddress;
import io.vedette.console.store.RetentionLimits;
import io.vedette.core.json.RecordJson;
import io.vedette.core.trust.VerifyingKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A console of a test, with its interface. */
final class RunningConsole implements AutoCloseable {
    private final Console console;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningConsole(Console console) {
        this.console = console;
    }

    /**
     * Starts one and waits until it hears what devices say.
     *
     * @param broker an external one, or null for the embedded one
     */
    static RunningConsole start(Path folder, @Nullable BrokerAddress broker) {
        return start(settings(folder, broker));
    }

    static RunningConsole start(Settings settings) {
        RunningConsole running = new RunningConsole(Console.start(settings));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        running.json("/health").at("/broker/state").asText().equals("up"));
        return running;
    }

    static Settings settings(Path folder, @Nullable BrokerAddress broker) {
        return settings(folder, broker, List.of(), ChunkSettings.DEFAULT);
    }

    static Settings settings(
            Path folder, @Nullable BrokerAddress broker, List<VerifyingKey> trusted, ChunkSettings chunks) {
        return settings(folder, broker, trusted, chunks, UploadLimits.DEFAULT);
    }

    static Settings settings(
            Path folder,
            @Nullable BrokerAddress broker,
            List<VerifyingKey> trusted,
            ChunkSettings chunks,
            UploadLimits uploads) {
        return new Settings(
                folder,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                broker,
                null,
                new RetentionLimits(200_000, 200_000, 20_000),
                trusted,
                chunks,
                uploads,
                100);
    }

    URI uri() {
        return console.uri();
    }

    BrokerAddress broker() {
        return console.brokerAddress();
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(console.uri().resolve(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> post(String path, byte[] body) throws IOException, InterruptedException {
        return send(path, "POST", "application/octet-stream", body);
    }

    HttpResponse<byte[]> put(String path, String json) throws IOException, InterruptedException {
        return send(path, "PUT", "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> delete(String path) throws IOException, InterruptedException {
        return send(path, "DELETE", "application/json", new byte[0]);
    }

    HttpResponse<byte[]> send(String path, String method, String type, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(console.uri().resolve(path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return RecordJson.readTree(get(path).body());
    }

    JsonNode counters() throws IOException, InterruptedException {
        return json("/api/counters").path("ingest");
    }

    @Override
    public void close() {
        console.close();
    }
}
