package io.vedette.trainer.graph.operator;

import java.util.List;

/** Multiplies two inputs number by number, the second of the first's shape or one number per channel. */
public record Multiply() implements Operator {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.perChannel(inputs);
    }
}
