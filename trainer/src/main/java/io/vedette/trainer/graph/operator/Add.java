package io.vedette.trainer.graph.operator;

import java.util.List;

/** Adds two inputs, the second of the first's shape or one number per channel. */
public record Add() implements Operator {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.perChannel(inputs);
    }
}
