package io.vedette.simulator.score;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Prediction;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Asks a console what it knows of a device. */
public final class ConsoleClient {
    private static final int PAGE = 1000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI console;

    /** @param console its address, such as {@code http://127.0.0.1:8080} */
    public ConsoleClient(URI console) {
        this.console = console;
    }

    /** All stored predictions of a device, in the order in which they arrived. */
    public List<Prediction> predictions(DeviceId device) throws IOException, InterruptedException {
        List<Prediction> predictions = new ArrayList<>();
        String before = "";
        while (true) {
            JsonNode page = get("/api/devices/" + device + "/predictions?limit=" + PAGE + before);
            for (JsonNode stored : page.path("predictions")) {
                predictions.add(RecordJson.read(stored.path("prediction"), Prediction.class));
            }
            if (!page.hasNonNull("next")) {
                Collections.reverse(predictions);
                return predictions;
            }
            before = "&before=" + page.path("next").asLong();
        }
    }

    /** How completely a device's records arrived. */
    public Delivery delivery(DeviceId device) throws IOException, InterruptedException {
        JsonNode delivery = get("/api/devices/" + device).path("summary").path("delivery");
        return RecordJson.read(delivery, Delivery.class);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(console.resolve(path)).timeout(TIMEOUT).build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(
                    console + path + " answered with status " + response.statusCode() + "; expected was 200");
        }
        return RecordJson.readTree(response.body());
    }

    /**
     * How completely a device's records arrived.
     *
     * @param highWaterMark the highest sequence stored
     * @param lost records that will never come
     * @param openRecords records below the mark that may still come
     */
    public record Delivery(long highWaterMark, long duplicates, long lost, long openRecords) {}
}
