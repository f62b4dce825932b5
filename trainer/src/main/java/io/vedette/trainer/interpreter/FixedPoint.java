package io.vedette.trainer.interpreter;

/**
 * A positive factor as the integer kernels of TensorFlow Lite multiply with it: 31 bits of it and a shift ({@code
 * lite/kernels/internal/quantization_util.cc} and {@code common.h}).
 *
 * @param multiplier the factor's leading bits, from 2³⁰ to 2³¹ − 1, or 0
 * @param shift by how many places the product moves to the left
 */
record FixedPoint(int multiplier, int shift) {
    private static final int LOWEST_SHIFT = -31;

    static FixedPoint of(double factor) {
        if (!(factor >= 0) || !Double.isFinite(factor)) {
            throw new IllegalArgumentException("A factor must be finite and not negative but is " + factor);
        }
        if (factor == 0) {
            return new FixedPoint(0, 0);
        }
        int shift = Math.getExponent(factor) + 1;
        long rounded = Math.round(Math.scalb(factor, 31 - shift));
        if (rounded == 1L << 31) {
            rounded /= 2;
            shift++;
        }
        return shift < LOWEST_SHIFT ? new FixedPoint(0, 0) : new FixedPoint((int) rounded, shift);
    }

    /** An accumulator times the factor, rounded twice as the kernels do. */
    int times(int accumulator) {
        int left = Math.max(shift, 0);
        int right = Math.max(-shift, 0);
        return roundingShift(doublingHighProduct(accumulator << left, multiplier), right);
    }

    /** The high 32 bits of twice the product, rounded to nearest, halves upwards; the one product that does not fit saturates. */
    static int doublingHighProduct(int a, int b) {
        if (a == Integer.MIN_VALUE && b == Integer.MIN_VALUE) {
            return Integer.MAX_VALUE;
        }
        long product = (long) a * b;
        long nudge = product >= 0 ? 1L << 30 : 1 - (1L << 30);
        return (int) ((product + nudge) / (1L << 31));
    }

    /** x / 2ⁿ rounded to nearest, halves away from zero. */
    static int roundingShift(int x, int places) {
        int mask = (int) ((1L << places) - 1);
        int remainder = x & mask;
        int threshold = (mask >> 1) + (x < 0 ? 1 : 0);
        return (x >> places) + (remainder > threshold ? 1 : 0);
    }
}
