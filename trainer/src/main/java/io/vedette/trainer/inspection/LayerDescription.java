package io.vedette.trainer.inspection;

import io.vedette.trainer.graph.TensorStorage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One layer of a network.
 *
 * @param operator what it does, in words
 * @param inputs the names of the layers that it reads; the picture is one too
 * @param output the shape of what it makes: channels, height, width, or features
 * @param parameters how many numbers training can change
 * @param multiplyAccumulates multiplications with a weight, each with its addition, for one picture
 * @param storage the integers that the file has its output in, one after the other; none if in floats
 * @param weightStorage by role; the integers that the file has its weights in
 */
public record LayerDescription(
        String name,
        String operator,
        List<String> inputs,
        List<Integer> output,
        long parameters,
        long multiplyAccumulates,
        List<TensorStorage> storage,
        Map<String, TensorStorage> weightStorage) {
    public LayerDescription {
        inputs = List.copyOf(inputs);
        output = List.copyOf(output);
        storage = List.copyOf(storage);
        weightStorage = Collections.unmodifiableMap(new LinkedHashMap<>(weightStorage));
    }
}
