package io.vedette.trainer.training;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.TensorRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network that knows the integers it will be stored in.
 *
 * @param training how it was trained, and its graph; validation figures are those of integers
 * @param ranges with which to quantize the graph when batch norm is folded and fixed outputs are rescaled: of the input and every other value
 *     that is stored in integers
 */
public record AwareNetwork(TrainedNetwork training, Map<String, TensorRange> ranges) {
    public AwareNetwork {
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
    }

    /** The graph that was trained, batch norms and all, with the best epoch's weights. */
    public Graph graph() {
        return training.graph();
    }
}
