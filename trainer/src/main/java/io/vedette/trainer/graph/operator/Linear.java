package io.vedette.trainer.graph.operator;

import java.util.List;

/** Multiplies a vector by a matrix. */
public record Linear(int outputs) implements Operator {
    public Linear {
        if (outputs < 1) {
            throw new IllegalArgumentException("A linear layer needs at least one output but found " + outputs);
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Inputs.one(inputs).requireVector();
        return Shape.of(outputs);
    }

    @Override
    public List<WeightSpec> weights(List<Shape> inputs) {
        return List.of(
                WeightSpec.required(
                        WeightRole.WEIGHT, Shape.of(outputs, Inputs.one(inputs).elements())),
                WeightSpec.optional(WeightRole.BIAS, Shape.of(outputs)));
    }

    @Override
    public long multiplyAccumulates(List<Shape> inputs) {
        return (long) outputs * Inputs.one(inputs).elements();
    }
}
