package io.vedette.trainer.graph.operator;

import java.util.List;

/** Turns the scores of a vector into shares of one. */
public record Softmax() implements Operator {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.one(inputs).requireVector();
    }
}
