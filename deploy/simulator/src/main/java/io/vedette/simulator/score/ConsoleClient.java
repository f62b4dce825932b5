package io.vedette.simulator.score;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Prediction;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Asks a console what it knows of a device. */
public final class ConsoleClient {
    private static final int PAGE = 1000;

    private final JsonSource console;

    /** @param console its address, such as {@code http://127.0.0.1:8080} */
    public ConsoleClient(URI console) {
        this.console = new JsonSource(console);
    }

    /** All stored predictions of a device, in the order in which they arrived. */
    public List<Prediction> predictions(DeviceId device) throws IOException, InterruptedException {
        List<Prediction> predictions = new ArrayList<>();
        String before = "";
        while (true) {
            JsonNode page = console.get("/api/devices/" + device + "/predictions?limit=" + PAGE + before);
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
        JsonNode delivery =
                console.get("/api/devices/" + device).path("summary").path("delivery");
        return RecordJson.read(delivery, Delivery.class);
    }

    /** What a device found of a camera's drift in the last day, the oldest first. */
    List<DriftScore.Told> verdicts(DeviceId device, String camera) throws IOException, InterruptedException {
        List<DriftScore.Told> verdicts = new ArrayList<>();
        JsonNode history = console.get("/api/devices/" + device + "/drift?camera=" + camera + "&limit=" + PAGE);
        for (JsonNode window : history.path("windows")) {
            verdicts.add(RecordJson.read(window, DriftScore.Told.class));
        }
        return verdicts;
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
