package io.vedette.trainer.graph.operator;

/** A weight tensor that an operator takes: its role, its shape, and whether the operator works without it. */
public record WeightSpec(WeightRole role, Shape shape, boolean isOptional) {
    static WeightSpec required(WeightRole role, Shape shape) {
        return new WeightSpec(role, shape, false);
    }

    static WeightSpec optional(WeightRole role, Shape shape) {
        return new WeightSpec(role, shape, true);
    }
}
