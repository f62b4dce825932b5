package io.vedette.trainer.graph.operator;

import java.util.List;

/** Takes the largest number under a window in each channel; what lies beyond the edge does not count. */
public record MaxPool(Window window) implements Operator {
    public MaxPool {
        window.requirePooling();
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return window.outputShape(Inputs.one(inputs).requireMap());
    }

    @Override
    public boolean keepsScale() {
        return true;
    }
}
