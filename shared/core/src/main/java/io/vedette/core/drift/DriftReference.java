package io.vedette.core.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.json.JsonFormatException;
import io.vedette.core.json.RecordJson;
import java.util.List;
import java.util.Optional;

/**
 * What a device's windows are compared with, made by the trainer of validation samples in the form that the device sees; a member of the bundle.
 *
 * @param schema version of this form, {@code major.minor}
 * @param labels the model's, in their order
 * @param background the labels that mean nothing is there: their samples are left out of the class mix and of what the model makes of the picture,
 *     and, if there are any, the numbers of the input are measured on them alone
 * @param samples that it was made of
 * @param window samples of a window for numbers and embedding, to which their thresholds belong
 * @param mixWindow samples of a window for the class mix, likewise
 * @param budget that the thresholds keep
 */
public record DriftReference(
        String schema,
        List<String> labels,
        List<String> background,
        long samples,
        int window,
        int mixWindow,
        FalseAlarmBudget budget,
        ClassMixReference classMix,
        List<NumberReference> numbers,
        EmbeddingReference embedding) {

    /** The form written today. */
    public static final String SCHEMA = "1.0";

    /** The usual samples of a window for numbers. */
    public static final int WINDOW = 60;

    public DriftReference {
        labels = List.copyOf(labels);
        background = List.copyOf(background);
        numbers = List.copyOf(numbers);
        if (window < Comparison.MIN_NUMBERS) {
            throw new IllegalArgumentException(
                    "window is not " + Comparison.MIN_NUMBERS + " samples or more: " + window);
        }
        if (classMix.counts().size() != labels.size()) {
            throw new IllegalArgumentException(
                    "the class mix has " + classMix.counts().size() + " counts for " + labels.size() + " labels");
        }
        if (!labels.containsAll(background)) {
            throw new IllegalArgumentException("background " + background + " is not among the labels " + labels);
        }
    }

    /** The reference of a number, if it has one. */
    public Optional<NumberReference> findNumber(Signal signal) {
        return numbers.stream().filter(number -> number.signal() == signal).findFirst();
    }

    /** The JSON form. */
    public byte[] toJson() {
        return RecordJson.write(this);
    }

    /**
     * The reference in a JSON text. A higher minor version may add fields, which are ignored.
     *
     * @throws JsonFormatException if it cannot be understood
     */
    public static DriftReference fromJson(byte[] json) {
        JsonNode tree = RecordJson.readTree(json);
        String schema = tree.path("schema").asText();
        if (!schema.startsWith("1.")) {
            throw new JsonFormatException("Expected a drift reference of schema 1.x but found '" + schema + "'");
        }
        return RecordJson.read(tree, DriftReference.class);
    }
}
