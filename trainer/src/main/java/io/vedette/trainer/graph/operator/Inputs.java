package io.vedette.trainer.graph.operator;

import java.util.List;

/** The shapes of what an operator reads, counted. */
final class Inputs {
    private Inputs() {}

    static Shape one(List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("Takes one input but found " + inputs.size());
        }
        return inputs.get(0);
    }

    static void requireTwo(List<Shape> inputs) {
        if (inputs.size() != 2) {
            throw new IllegalArgumentException("Takes two inputs but found " + inputs.size());
        }
    }

    /** The shape of two inputs of which the second may be one number per channel of the first. */
    static Shape perChannel(List<Shape> inputs) {
        requireTwo(inputs);
        Shape first = inputs.get(0);
        Shape second = inputs.get(1);
        boolean isPerChannel = first.isMap() && second.equals(Shape.of(first.channels(), 1, 1));
        if (!second.equals(first) && !isPerChannel) {
            throw new IllegalArgumentException("The second input must have the first's shape " + first
                    + ", or one number for each of its channels, but has " + second);
        }
        return first;
    }
}
