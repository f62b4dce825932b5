package io.vedette.trainer.graph.operator;

import java.util.List;

/**
 * A kind of computation with its settings; the weights belong to the node.
 *
 * <p>The methods that take the inputs' shapes throw {@link IllegalArgumentException} when the operator cannot work on them; a graph turns
 * that into its own exception with the node's name.
 */
public sealed interface Operator
        permits Activation,
                Add,
                AveragePool,
                BatchNorm,
                Concat,
                Convolution,
                Dropout,
                Flatten,
                GlobalAveragePool,
                Identity,
                Linear,
                MaxPool,
                Multiply,
                Pad,
                Reshape,
                Softmax,
                Transpose {
    /** The shape of the output for inputs of the given shapes. */
    Shape outputShape(List<Shape> inputs);

    /** The weights taken with inputs of the given shapes. */
    default List<WeightSpec> weights(List<Shape> inputs) {
        return List.of();
    }

    /** Multiplications with a weight, each with its addition, for one picture. */
    default long multiplyAccumulates(List<Shape> inputs) {
        return 0;
    }

    /** Whether inputs and output must be quantized alike, because integers pass through without being scaled. */
    default boolean keepsScale() {
        return false;
    }
}
