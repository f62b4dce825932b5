package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.operator.Linear;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files that no network can be read from, each by what its refusal says. */
public final class BrokenTfliteFiles {
    private BrokenTfliteFiles() {}

    /** The files by a part of the message. */
    public static Map<String, byte[]> byMessage() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] whole = TfliteWriter.write(OperatorSamples.graph(Linear.class, 41));
        files.put("TensorFlow Lite file", Arrays.copyOf(whole, whole.length / 2));
        TfliteForms.refusals().forEach((name, message) -> files.put(message, TfliteForms.refusal(name)));
        // What is of another format altogether is told before this format is thought of.
        files.remove("is none");
        return files;
    }
}
