package io.vedette.trainer.graph.operator;

import java.util.List;

/** Normalises each channel by running statistics, then scales and shifts it. */
public record BatchNorm(float epsilon) implements Operator {
    public BatchNorm {
        if (!(epsilon > 0) || !Float.isFinite(epsilon)) {
            throw new IllegalArgumentException("Epsilon must be positive but is " + epsilon);
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.one(inputs).requireMap();
    }

    @Override
    public List<WeightSpec> weights(List<Shape> inputs) {
        Shape channels = Shape.of(Inputs.one(inputs).channels());
        return List.of(
                WeightSpec.required(WeightRole.GAMMA, channels),
                WeightSpec.required(WeightRole.BETA, channels),
                WeightSpec.required(WeightRole.MEAN, channels),
                WeightSpec.required(WeightRole.VARIANCE, channels));
    }
}
