package io.vedette.trainer.graph;

import java.util.List;

/** How integers stand for real numbers: real = (q − zeroPoint) · scale. */
public record QuantizationParameters(QuantizedType type, Granularity granularity, List<Float> scales, int zeroPoint) {
    /** Whatever is finer counts as zero: the product of two scales must remain an ordinary float. */
    public static final float SMALLEST_SCALE = 1e-15f;

    private static final int STEPS = QuantizedType.INT8.highest() - QuantizedType.INT8.lowest();

    public QuantizationParameters {
        scales = List.copyOf(scales);
        if (scales.isEmpty() || (granularity == Granularity.PER_TENSOR && scales.size() != 1)) {
            throw new IllegalArgumentException(granularity + " does not go with " + scales.size() + " scales");
        }
        for (float scale : scales) {
            if (!(scale > 0) || !Float.isFinite(scale)) {
                throw new IllegalArgumentException("Scale must be positive but is " + scale);
            }
        }
        if (zeroPoint < type.lowest() || zeroPoint > type.highest()) {
            throw new IllegalArgumentException("Zero point " + zeroPoint + " is not one of " + type);
        }
    }

    /** Int8 for a range, widened to hold zero: scale = (highest − lowest) / 255, zero point = round(−128 − lowest / scale). */
    public static QuantizationParameters ofRange(TensorRange range) {
        TensorRange whole = range.withZero();
        double step = ((double) whole.highest() - whole.lowest()) / STEPS;
        // Any scale represents what is always zero; a layer that reads it keeps its bias in that scale, and XNNPACK
        // wants it below 256 of the
        // steps that the layer makes.
        float scale = step < SMALLEST_SCALE ? 1f / STEPS : (float) step;
        long zeroPoint = Math.round(QuantizedType.INT8.lowest() - whole.lowest() / (double) scale);
        return perTensor(QuantizedType.INT8, scale, (int)
                Math.max(QuantizedType.INT8.lowest(), Math.min(QuantizedType.INT8.highest(), zeroPoint)));
    }

    /** Int8 about zero for a range: scale = largest magnitude / 127, zero point 0. */
    public static QuantizationParameters ofSymmetricRange(TensorRange range) {
        double step = Math.max(-(double) range.lowest(), range.highest()) / QuantizedType.INT8.highest();
        return perTensor(QuantizedType.INT8, step < SMALLEST_SCALE ? 1 : (float) step, 0);
    }

    /** One scale for all values. */
    public static QuantizationParameters perTensor(QuantizedType type, float scale, int zeroPoint) {
        return new QuantizationParameters(type, Granularity.PER_TENSOR, List.of(scale), zeroPoint);
    }

    /** One scale per output channel, symmetric about zero. */
    public static QuantizationParameters perChannel(QuantizedType type, List<Float> scales) {
        return new QuantizationParameters(type, Granularity.PER_CHANNEL, scales, 0);
    }

    /** The only scale of a tensor that has one. */
    public float scale() {
        if (granularity != Granularity.PER_TENSOR) {
            throw new IllegalStateException("Asked for one scale where there is one per channel");
        }
        return scales.get(0);
    }

    /** The scale that holds in an output channel. */
    public float scale(int channel) {
        return granularity == Granularity.PER_TENSOR ? scales.get(0) : scales.get(channel);
    }

    /** The real number that an integer of a tensor with one scale stands for. */
    public double toReal(int integer) {
        return (integer - zeroPoint) * (double) scale();
    }

    /** The integer that stands for a real number, in a tensor with one scale: the nearest, of two the even one, of what lies beyond the ends the end. */
    public int toInteger(double real) {
        double nearest = Math.rint(real / scale()) + zeroPoint;
        return (int) Math.max(type.lowest(), Math.min(type.highest(), nearest));
    }

    /** The same real numbers in another type of the same width: the zero point moves with the lowest integer. */
    public QuantizationParameters withType(QuantizedType other) {
        if (other.sizeBytes() != type.sizeBytes()) {
            throw new IllegalArgumentException("No shift turns " + type + " into " + other);
        }
        return new QuantizationParameters(other, granularity, scales, zeroPoint - type.lowest() + other.lowest());
    }
}
