package io.vedette.trainer.graph.operator;

import java.util.List;

/** Lays the channels of its inputs one after the other. */
public record Concat() implements Operator {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("Takes at least one input but found none");
        }
        Shape first = inputs.get(0);
        long channels = 0;
        for (Shape input : inputs) {
            if (!input.withChannels(first.channels()).equals(first) || !(input.isMap() || input.isVector())) {
                throw new IllegalArgumentException(
                        "Inputs must be maps or vectors that differ in their channels only but found " + inputs);
            }
            channels += input.channels();
        }
        if (channels > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Inputs have " + channels + " channels, more than an array can hold");
        }
        return first.withChannels((int) channels);
    }

    @Override
    public boolean keepsScale() {
        return true;
    }
}
