package io.vedette.agent.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.json.JsonFormatException;
import io.vedette.core.json.RecordJson;
import java.util.Base64;
import java.util.List;

/**
 * The samples that a camera's own reference will be made of, as far as they have come once it is known what the scene looks like.
 *
 * @param schema version of this form, {@code major.minor}
 * @param timeUs how long they took to come, in the source's time
 * @param rows numbers as {@link SampleForm#INPUTS}, a sample each
 * @param scene the mean of small grey pictures of the whole frame, in Base64; empty where there were none
 */
record CommissioningProgress(
        String schema, CommissioningBasis basis, long timeUs, List<List<Double>> rows, String scene) {

    /** The form written today. */
    static final String SCHEMA = "1.0";

    CommissioningProgress {
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Double> row : rows) {
            if (row.size() != SampleForm.INPUTS.size()) {
                throw new IllegalArgumentException(
                        "expected samples of " + SampleForm.INPUTS.size() + " numbers but found one of " + row.size());
            }
        }
        Base64.getDecoder().decode(scene);
    }

    /** The scene's picture, a byte a pixel. */
    byte[] scenePixels() {
        return Base64.getDecoder().decode(scene);
    }

    byte[] toJson() {
        return RecordJson.write(this);
    }

    /**
     * Reads the JSON form.
     *
     * @throws JsonFormatException if it cannot be understood
     */
    static CommissioningProgress fromJson(byte[] json) {
        JsonNode tree = RecordJson.readTree(json);
        String schema = tree.path("schema").asText();
        if (!schema.startsWith("1.")) {
            throw new JsonFormatException(
                    "Expected a commissioning's progress of schema 1.x but found '" + schema + "'");
        }
        return RecordJson.read(tree, CommissioningProgress.class);
    }
}
