package io.vedette.runtime.engine;

import java.util.List;

/**
 * A node of a TensorFlow Lite file, and who computes it.
 *
 * @param operator its code in the schema, such as 3 for CONV_2D
 * @param inputs names of the tensors that it reads, constants among them
 * @param outputs names of the tensors that it writes
 * @param isInteger whether the first of them holds 8-bit integers
 * @param isDelegated whether XNNPACK took it over, rather than a built-in kernel
 */
public record TfliteNode(
        int operator, List<String> inputs, List<String> outputs, boolean isInteger, boolean isDelegated) {
    public TfliteNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
