package io.vedette.agent.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.json.JsonFormatException;
import io.vedette.core.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * The input part of a reference, made of a camera's own first samples in place of the trainer's.
 *
 * @param schema version of this form, {@code major.minor}
 * @param basis what it holds for
 * @param at when it was complete
 * @param samples that it was made of
 * @param scene the mean of small grey pictures of the whole frame, in Base64; empty where there were none
 */
record CommissionedInput(
        String schema,
        CommissioningBasis basis,
        Instant at,
        long samples,
        List<NumberReference> numbers,
        String scene) {

    /** The form written today. */
    static final String SCHEMA = "2.0";

    CommissionedInput {
        numbers = List.copyOf(numbers);
        for (NumberReference number : numbers) {
            if (!number.signal().isInput()) {
                throw new IllegalArgumentException(number.signal() + " is not measured on pixels");
            }
        }
        Base64.getDecoder().decode(scene);
    }

    /** The scene's picture, a byte a pixel. */
    byte[] scenePixels() {
        return Base64.getDecoder().decode(scene);
    }

    /** Names the whole reference: the trainer's, of that digest, and this. */
    String wholeId(String referenceId) {
        return Sha256.of((referenceId + Sha256.of(toJson())).getBytes(StandardCharsets.US_ASCII));
    }

    byte[] toJson() {
        return RecordJson.write(this);
    }

    /**
     * Reads the JSON form.
     *
     * @throws JsonFormatException if it cannot be understood
     */
    static CommissionedInput fromJson(byte[] json) {
        JsonNode tree = RecordJson.readTree(json);
        String schema = tree.path("schema").asText();
        if (!schema.startsWith("2.")) {
            throw new JsonFormatException("Expected a commissioned input of schema 2.x but found '" + schema + "'");
        }
        return RecordJson.read(tree, CommissionedInput.class);
    }
}
