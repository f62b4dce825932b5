package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.TensorRange;
import java.util.Map;

/** Trains a network further with its integers simulated. */
@FunctionalInterface
public interface AwareTraining {
    /**
     * A network that answers well in integers.
     *
     * @param trained as training left it, batch norm and all
     * @param ranges that its values take before, with batch norm folded
     */
    AwareGraph train(Graph trained, Map<String, TensorRange> ranges);
}
