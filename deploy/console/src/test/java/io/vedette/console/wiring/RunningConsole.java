package io.vedette.console.wiring;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.console.broker.BrokerAddress;
import io.vedette.console.store.RetentionLimits;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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
        RunningConsole running = new RunningConsole(Console.start(settings(folder, broker)));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        running.json("/health").at("/broker/state").asText().equals("up"));
        return running;
    }

    static Settings settings(Path folder, @Nullable BrokerAddress broker) {
        return new Settings(
                folder,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                broker,
                null,
                new RetentionLimits(200_000, 200_000, 20_000),
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
