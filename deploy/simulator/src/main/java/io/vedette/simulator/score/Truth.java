package io.vedette.simulator.score;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a truth file tells.
 *
 * @param items that passed, in order
 * @param changedItems for each change the number of the first item under it
 */
record Truth(List<Interval> items, List<Integer> changedItems) {
    Truth {
        items = List.copyOf(items);
        changedItems = List.copyOf(changedItems);
    }

    static Truth read(Path file) throws IOException {
        JsonNode content = RecordJson.readTree(Files.readAllBytes(file));
        List<Interval> items = new ArrayList<>();
        for (JsonNode item : content.path("items")) {
            items.add(new Interval(
                    item.path("label").asText(),
                    item.path("firstFrame").asLong(),
                    item.path("lastFrame").asLong()));
        }
        if (items.isEmpty()) {
            throw new IOException(file + " holds no items");
        }
        List<Integer> changedItems = new ArrayList<>();
        for (JsonNode change : content.path("changes")) {
            changedItems.add(change.path("item").asInt());
        }
        return new Truth(items, changedItems);
    }
}
