package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.TensorRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network trained for integers.
 *
 * @param graph as training left it, with batch norm or without
 * @param ranges that training settled on, of every value that is stored in integers once batch norm is folded
 */
public record AwareGraph(Graph graph, Map<String, TensorRange> ranges) {
    public AwareGraph {
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
    }
}
