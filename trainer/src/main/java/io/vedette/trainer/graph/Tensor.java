package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Float values in a shape, row by row, never altered after construction. */
public final class Tensor {
    private final Shape shape;
    private final float[] values;

    private Tensor(Shape shape, float[] values) {
        if (values.length != shape.elements()) {
            throw new IllegalArgumentException(
                    "Shape " + shape + " needs " + shape.elements() + " values but found " + values.length);
        }
        this.shape = shape;
        this.values = values;
    }

    /** A tensor that owns the given array from now on: the caller must not write to it again. */
    public static Tensor owning(Shape shape, float[] values) {
        return new Tensor(shape, values);
    }

    /** A tensor of a copy of the given values. */
    public static Tensor copyOf(Shape shape, float... values) {
        return new Tensor(shape, values.clone());
    }

    /** A tensor that holds one value everywhere. */
    public static Tensor filled(Shape shape, float value) {
        float[] values = new float[shape.elements()];
        Arrays.fill(values, value);
        return new Tensor(shape, values);
    }

    public Shape shape() {
        return shape;
    }

    public int elements() {
        return values.length;
    }

    /** The value at a position counted row by row. */
    public float get(int index) {
        return values[index];
    }

    /** The values, read-only and without copying. */
    public FloatBuffer asBuffer() {
        return FloatBuffer.wrap(values).asReadOnlyBuffer();
    }

    /** A copy of the values. */
    public float[] toArray() {
        return values.clone();
    }

    public boolean isFinite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor && shape.equals(tensor.shape) && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}
