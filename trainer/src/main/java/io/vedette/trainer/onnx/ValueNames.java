package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.Graph;

/** How a graph's values are called in a file: outputs by their fixed names, the others as in the graph. */
@FunctionalInterface
interface ValueNames {
    String LOGITS = "logits";
    String EMBEDDING = "embedding";

    String of(String value);

    /** Names for a file whose outputs are asked for by what they are. */
    static ValueNames forOutputs(Graph graph) {
        return value -> {
            if (value.equals(graph.logits())) {
                return LOGITS;
            }
            if (value.equals(graph.embedding())) {
                return EMBEDDING;
            }
            // Another value may bear a name that an output takes.
            return value.equals(LOGITS) || value.equals(EMBEDDING) ? "value/" + value : value;
        };
    }

    /** Every value under its own name. */
    static ValueNames asInGraph() {
        return value -> value;
    }
}
