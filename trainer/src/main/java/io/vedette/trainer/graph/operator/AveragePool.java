package io.vedette.trainer.graph.operator;

import java.util.List;

/**
 * Averages the numbers under a window in each channel.
 *
 * @param countsPadding whether the zeros beyond the edge count
 */
public record AveragePool(Window window, boolean countsPadding) implements Operator {
    public AveragePool {
        window.requirePooling();
        if (window.padding().isNone()) {
            // The same computation has one form.
            countsPadding = false;
        }
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
