package io.vedette.trainer.graph.operator;

import java.util.List;

/** Puts each number through a function by itself. */
public sealed interface Activation extends Operator
        permits HardSigmoid, HardSwish, LeakyRelu, Relu, Relu6, Sigmoid, Silu {
    /** The function. */
    double apply(double x);

    @Override
    default Shape outputShape(List<Shape> inputs) {
        return Inputs.one(inputs);
    }
}
