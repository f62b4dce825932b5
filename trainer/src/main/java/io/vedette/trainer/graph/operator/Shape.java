package io.vedette.trainer.graph.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The extent of a tensor along each axis, all positive and known before anything runs.
 *
 * <p>Shapes of values (inputs and outputs of nodes) leave the batch out: a picture or feature map is channels, height, width; a vector
 * has one axis.
 */
public record Shape(List<Integer> dimensions) {
    public Shape {
        dimensions = List.copyOf(dimensions);
        for (int dimension : dimensions) {
            if (dimension < 1) {
                throw new IllegalArgumentException(
                        "Every dimension must be at least 1, but the shape is " + dimensions);
            }
        }
        long elements = 1;
        for (int dimension : dimensions) {
            elements *= dimension;
            if (elements > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("More elements than an array can hold: shape " + dimensions);
            }
        }
    }

    public static Shape of(int... dimensions) {
        return new Shape(Arrays.stream(dimensions).boxed().toList());
    }

    public int rank() {
        return dimensions.size();
    }

    public int dimension(int axis) {
        return dimensions.get(axis);
    }

    public int elements() {
        int elements = 1;
        for (int dimension : dimensions) {
            elements *= dimension;
        }
        return elements;
    }

    /** Whether this is a picture or a feature map: channels, height, width. */
    public boolean isMap() {
        return rank() == 3;
    }

    /** Whether this is a plain vector. */
    public boolean isVector() {
        return rank() == 1;
    }

    /** The number of channels of a map, or the length of a vector. */
    public int channels() {
        return dimension(0);
    }

    public int height() {
        return requireMap().dimension(1);
    }

    public int width() {
        return requireMap().dimension(2);
    }

    /** This shape with another number of channels. */
    public Shape withChannels(int channels) {
        List<Integer> changed = new ArrayList<>(dimensions);
        changed.set(0, channels);
        return new Shape(changed);
    }

    public int[] toArray() {
        return dimensions.stream().mapToInt(Integer::intValue).toArray();
    }

    /** This shape as one that must be a map of channels, height, width. */
    public Shape requireMap() {
        if (!isMap()) {
            throw new IllegalArgumentException("Needs channels, height, width but found shape " + this);
        }
        return this;
    }

    /** This shape as one that must be a vector. */
    public Shape requireVector() {
        if (!isVector()) {
            throw new IllegalArgumentException("Needs a vector but found shape " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining("×", "[", "]"));
    }
}
