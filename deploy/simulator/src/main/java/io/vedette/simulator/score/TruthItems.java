package io.vedette.simulator.score;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The items of a truth file. */
final class TruthItems {
    private TruthItems() {}

    static List<Interval> read(Path truth) throws IOException {
        List<Interval> items = new ArrayList<>();
        for (JsonNode item : RecordJson.readTree(Files.readAllBytes(truth)).path("items")) {
            items.add(new Interval(
                    item.path("label").asText(),
                    item.path("firstFrame").asLong(),
                    item.path("lastFrame").asLong()));
        }
        if (items.isEmpty()) {
            throw new IOException(truth + " holds no items");
        }
        return items;
    }
}
