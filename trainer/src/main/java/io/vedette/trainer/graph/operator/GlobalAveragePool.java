package io.vedette.trainer.graph.operator;

import java.util.List;

/** Averages each channel of a map over its area, leaving a map of one pixel. */
public record GlobalAveragePool() implements Operator {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.of(Inputs.one(inputs).requireMap().channels(), 1, 1);
    }
}
