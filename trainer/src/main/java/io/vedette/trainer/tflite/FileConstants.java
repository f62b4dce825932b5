package io.vedette.trainer.tflite;

import java.nio.ByteBuffer;
import org.tensorflow.lite.schema.TensorType;

/** Reads constants as the real numbers they stand for, up to a bound on all of them together. */
final class FileConstants {
    /** A file's numbers may be used more than once, as converters join equal constants, but not without end. */
    private static final int MOST_USES = 4;

    /** Numbers that any file may use, however small it is. */
    private static final int FREE_ELEMENTS = 1 << 20;

    private static final int HALF_BIAS = 15;
    private static final int HALF_FRACTION_BITS = 10;

    private final long mostElements;
    private long elements;

    FileConstants(int fileBytes) {
        this.mostElements = FREE_ELEMENTS + (long) MOST_USES * fileBytes;
    }

    /** The numbers of a constant in the file's order, all finite. */
    float[] real(FileTensor tensor) {
        return real(tensor, new float[0]);
    }

    /**
     * The numbers of a constant.
     *
     * @param otherScales of its integers where the file does not say: one, or one for each
     */
    float[] real(FileTensor tensor, float[] otherScales) {
        byte type = tensor.type();
        float[] real = allocate(tensor);
        switch (type) {
            case TensorType.FLOAT32 ->
                tensor.content(Float.BYTES).asFloatBuffer().get(real);
            case TensorType.FLOAT16 -> {
                ByteBuffer content = tensor.content(Short.BYTES);
                for (int i = 0; i < real.length; i++) {
                    real[i] = half(content.getShort(Short.BYTES * i));
                }
            }
            case TensorType.INT8, TensorType.UINT8, TensorType.INT32 -> dequantize(tensor, otherScales, real);
            default ->
                throw tensor.problem("is of type " + FileTensor.typeName(type)
                        + "; FLOAT32, FLOAT16, INT8, UINT8 and INT32 are read");
        }
        for (int i = 0; i < real.length; i++) {
            if (!Float.isFinite(real[i])) {
                throw tensor.problem("holds " + real[i] + " at position " + i + ", which is not a finite number");
            }
        }
        return real;
    }

    private float[] allocate(FileTensor tensor) {
        if (!tensor.isConstant()) {
            throw tensor.problem("must be a constant but is computed");
        }
        int count = tensor.elements();
        elements += count;
        if (elements > mostElements) {
            throw tensor.problem(
                    "brings the numbers used to " + elements + "; a file of that size may have " + mostElements);
        }
        // Before any memory is taken: a shape alone is no reason to.
        tensor.content(sizeOf(tensor));
        return new float[count];
    }

    private static int sizeOf(FileTensor tensor) {
        return switch (tensor.type()) {
            case TensorType.FLOAT32, TensorType.INT32 -> Integer.BYTES;
            case TensorType.FLOAT16 -> Short.BYTES;
            default -> 1;
        };
    }

    private static void dequantize(FileTensor tensor, float[] otherScales, float[] real) {
        float[] own = tensor.scales();
        float[] scales = own.length == 0 ? otherScales : own;
        if (scales.length == 0) {
            throw tensor.problem("holds integers without a scale");
        }
        if (scales.length > 1 && own.length == 0 && scales.length != real.length) {
            throw tensor.problem("has " + real.length + " numbers for " + scales.length + " channels");
        }
        ByteBuffer content = tensor.content(sizeOf(tensor));
        int perScale = own.length > 1 ? tensor.elementsPerScale() : 1;
        int[] zeroPoints = tensor.zeroPoints(scales.length);
        for (int i = 0; i < real.length; i++) {
            int channel = scales.length == 1 ? 0 : i / perScale % scales.length;
            int integer =
                    switch (tensor.type()) {
                        case TensorType.INT8 -> content.get(i);
                        case TensorType.UINT8 -> Byte.toUnsignedInt(content.get(i));
                        default -> content.getInt(Integer.BYTES * i);
                    };
            // A difference of int32 does not fit into an int.
            real[i] = (float) ((long) integer - zeroPoints[channel]) * scales[channel];
        }
    }

    /** The float of a number of 16 bits: sign, exponent (5), fraction (10). */
    private static float half(short bits) {
        int exponent = (bits >> HALF_FRACTION_BITS) & 0x1f;
        int fraction = bits & 0x3ff;
        float sign = bits < 0 ? -1 : 1;
        if (exponent == 0x1f) {
            return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        return exponent == 0
                ? sign * Math.scalb((float) fraction, 1 - HALF_BIAS - HALF_FRACTION_BITS)
                : sign * Math.scalb((float) (fraction | 0x400), exponent - HALF_BIAS - HALF_FRACTION_BITS);
    }

    /** The integers of a constant that holds a shape, axes or the like. */
    static int[] integers(FileTensor tensor, int most) {
        if (tensor.type() != TensorType.INT32 && tensor.type() != TensorType.INT64) {
            throw tensor.problem("must hold INT32 or INT64 but holds " + FileTensor.typeName(tensor.type()));
        }
        if (!tensor.isConstant()) {
            throw tensor.problem("must be a constant but is computed");
        }
        if (tensor.elements() > most) {
            throw tensor.problem("must have at most " + most + " numbers but has " + tensor.elements());
        }
        int[] integers = new int[tensor.elements()];
        boolean isLong = tensor.type() == TensorType.INT64;
        ByteBuffer content = tensor.content(isLong ? Long.BYTES : Integer.BYTES);
        for (int i = 0; i < integers.length; i++) {
            long integer = isLong ? content.getLong(Long.BYTES * i) : content.getInt(Integer.BYTES * i);
            if (integer != (int) integer) {
                throw tensor.problem("holds " + integer + ", which no shape or axis is");
            }
            integers[i] = (int) integer;
        }
        return integers;
    }
}
