package io.vedette.trainer.graph.operator;

import java.util.List;

/** Lays rows and columns of zeros around a map. */
public record Pad(Padding padding) implements Operator {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        return padding.outputShape(Inputs.one(inputs).requireMap());
    }

    @Override
    public boolean keepsScale() {
        return true;
    }
}
