package io.vedette.trainer.graph.operator;

import java.util.List;

/**
 * Exchanges the axes of a map.
 *
 * @param axes for each axis of the output the axis of the input: 0 channels, 1 height, 2 width
 */
public record Transpose(List<Integer> axes) implements Operator {
    public Transpose {
        axes = List.copyOf(axes);
        if (!axes.stream().sorted().toList().equals(List.of(0, 1, 2))) {
            throw new IllegalArgumentException("Axes must be 0, 1 and 2 in some order but are " + axes);
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Inputs.one(inputs).requireMap();
        return new Shape(axes.stream().map(input::dimension).toList());
    }

    @Override
    public boolean keepsScale() {
        return true;
    }
}
