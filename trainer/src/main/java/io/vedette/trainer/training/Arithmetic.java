package io.vedette.trainer.training;

import ai.djl.ndarray.NDArray;
import io.vedette.trainer.graph.Node;
import java.util.List;
import java.util.function.Function;

/** The numbers in which a batch passes through a graph. */
interface Arithmetic {
    /** Floats throughout. */
    Arithmetic FLOATS = (node, weights, inputs, isTraining) ->
            new NodeComputation(node, weights.apply(node), isTraining).run(inputs);

    /**
     * The output of a node; what is made for it belongs to the inputs' manager.
     *
     * @param weights of each node of the graph, as training has them now
     */
    NDArray compute(Node node, Function<Node, NodeWeights> weights, List<NDArray> inputs, boolean isTraining);

    /** The pictures as nodes read them. */
    default NDArray input(NDArray pictures, boolean isTraining) {
        return pictures;
    }

    /** All nodes have been computed for one batch. */
    default void end(boolean isTraining) {}
}
