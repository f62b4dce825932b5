package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Integers that stand for a weight's real numbers, row by row, never altered after construction. */
public final class QuantizedTensor {
    private final Shape shape;
    private final QuantizationParameters parameters;
    private final ByteBuffer values;

    private QuantizedTensor(Shape shape, QuantizationParameters parameters, ByteBuffer values) {
        int expected = shape.elements() * parameters.type().sizeBytes();
        if (values.capacity() != expected) {
            throw new IllegalArgumentException("Shape " + shape + " of " + parameters.type() + " needs " + expected
                    + " bytes but found " + values.capacity());
        }
        if (parameters.granularity() == Granularity.PER_CHANNEL
                && parameters.scales().size() != shape.dimension(0)) {
            throw new IllegalArgumentException("Shape " + shape + " needs a scale per channel but found "
                    + parameters.scales().size());
        }
        this.shape = shape;
        this.parameters = parameters;
        this.values = values.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A tensor that owns the given int8 values from now on: the caller must not write to them again. */
    public static QuantizedTensor ofBytes(Shape shape, QuantizationParameters parameters, byte[] values) {
        return new QuantizedTensor(shape, parameters, ByteBuffer.wrap(values));
    }

    /** A tensor of int32 values. */
    public static QuantizedTensor ofInts(Shape shape, QuantizationParameters parameters, int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return new QuantizedTensor(shape, parameters, bytes);
    }

    public Shape shape() {
        return shape;
    }

    public QuantizationParameters parameters() {
        return parameters;
    }

    /** The integer at a position counted row by row. */
    public int get(int index) {
        return switch (parameters.type()) {
            case INT8 -> values.get(index);
            case UINT8 -> Byte.toUnsignedInt(values.get(index));
            case INT32 -> values.getInt(index * Integer.BYTES);
        };
    }

    /** The real numbers the integers stand for. */
    public Tensor toReal() {
        int perChannel = shape.elements() / shape.dimension(0);
        float[] real = new float[shape.elements()];
        for (int i = 0; i < real.length; i++) {
            real[i] = (get(i) - parameters.zeroPoint()) * parameters.scale(i / perChannel);
        }
        return Tensor.owning(shape, real);
    }

    /** The integers as little-endian bytes, read-only and without copying. */
    public ByteBuffer asBytes() {
        return values.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
