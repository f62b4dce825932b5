package io.vedette.trainer.graph.operator;

import java.util.List;

/** Lays a map out as a vector, channel by channel, row by row. */
public record Flatten() implements Operator {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.of(Inputs.one(inputs).requireMap().elements());
    }

    @Override
    public boolean keepsScale() {
        return true;
    }
}
