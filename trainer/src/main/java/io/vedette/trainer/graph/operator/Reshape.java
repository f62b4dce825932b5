package io.vedette.trainer.graph.operator;

import java.util.List;

/** Gives the same numbers in the same order, channel by channel, row by row, another shape: of a map or a vector. */
public record Reshape(Shape shape) implements Operator {
    public Reshape {
        if (!shape.isMap() && !shape.isVector()) {
            throw new IllegalArgumentException("The new shape must be a map or a vector but is " + shape);
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Inputs.one(inputs);
        if (input.elements() != shape.elements()) {
            throw new IllegalArgumentException(
                    "Shape " + input + " has not as many elements as the new shape " + shape);
        }
        return shape;
    }

    @Override
    public boolean keepsScale() {
        return true;
    }
}
