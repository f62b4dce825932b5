package io.vedette.agent.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.json.JsonFormatException;
import io.vedette.core.json.RecordJson;
import io.vedette.runtime.image.Region;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * The input part of a reference, made of a camera's own first samples in place of the trainer's.
 *
 * @param schema version of this form, {@code major.minor}
 * @param referenceId of the reference whose input part it replaces
 * @param region of the frame that was looked at
 * @param at when it was complete
 * @param samples that it was made of
 * @param scene the mean of small grey pictures of the whole frame, in Base64; empty where there were none
 */
record CommissionedInput(
        String schema,
        String camera,
        String referenceId,
        Region region,
        Instant at,
        long samples,
        List<NumberReference> numbers,
        String scene) {

    /** The form written today. */
    static final String SCHEMA = "1.0";

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

    /** Whether it was made for that camera, reference and region. */
    boolean fits(String otherCamera, String otherReferenceId, Region otherRegion) {
        return camera.equals(otherCamera) && referenceId.equals(otherReferenceId) && region.equals(otherRegion);
    }

    /** Names the whole reference: the trainer's and this. */
    String wholeId() {
        return Sha256.of(toJson());
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
        if (!schema.startsWith("1.")) {
            throw new JsonFormatException("Expected a commissioned input of schema 1.x but found '" + schema + "'");
        }
        return RecordJson.read(tree, CommissionedInput.class);
    }
}
