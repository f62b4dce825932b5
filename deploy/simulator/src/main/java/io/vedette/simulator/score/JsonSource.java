package io.vedette.simulator.score;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A server that answers with JSON. */
final class JsonSource {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI server;

    JsonSource(URI server) {
        this.server = server;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT).build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(
                    server + path + " answered with status " + response.statusCode() + "; expected was 200");
        }
        return RecordJson.readTree(response.body());
    }
}
