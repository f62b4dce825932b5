package io.vedette.trainer.interpreter;

import io.vedette.trainer.graph.QuantizationParameters;
import java.util.Arrays;

/**
 * Hard-swish in 16-bit fixed point: the input on a finer scale times a clipped half of itself ({@code lite/kernels/internal/reference/
 * hard_swish.h}).
 */
final class HardSwishKernel {
    /** The input is taken on a scale so much finer. */
    private static final int FINER_SHIFT = 7;
    /** One step of the clipped factor: it saturates at ±3 in 16 bits. */
    private static final double GATE_SCALE = 3 / 32768.0;

    private final int zeroPoint;
    private final int outZeroPoint;
    private final Factor output;
    private final Factor gate;

    /** A factor with 15 bits. */
    private record Factor(short multiplier, int exponent) {
        static Factor of(double factor) {
            FixedPoint wide = FixedPoint.of(factor);
            int narrow = wide.multiplier() >= Integer.MAX_VALUE - (1 << 15)
                    ? Short.MAX_VALUE
                    : (wide.multiplier() + (1 << 15)) >> 16;
            return new Factor((short) narrow, wide.shift());
        }
    }

    HardSwishKernel(QuantizationParameters in, QuantizationParameters out) {
        double finer = in.scale() / (double) (1 << FINER_SHIFT);
        this.zeroPoint = in.zeroPoint();
        this.outZeroPoint = out.zeroPoint();
        this.output = Factor.of(finer / out.scale());
        this.gate = Factor.of(finer / GATE_SCALE);
    }

    int[] apply(int[] input, IntegerLimits limits) {
        return Arrays.stream(input)
                .map(integer -> limits.clamped(product(integer) + outZeroPoint))
                .toArray();
    }

    private int product(int integer) {
        short finer = (short) ((integer - zeroPoint) << FINER_SHIFT);
        short onOutput = roundedHighProduct(finer, output.multiplier());
        short factor = finer;
        if (gate.exponent() > 0) {
            factor = saturated(factor << (gate.exponent() - 1));
        }
        factor = roundedHighProduct(factor, gate.multiplier());
        if (gate.exponent() > 0) {
            factor = saturated(factor << 1);
        }
        if (gate.exponent() < 0) {
            factor = (short) FixedPoint.roundingShift(factor, -gate.exponent());
        }
        short half = (short) ((factor + (1 << 15)) >> 1);
        short product = highProduct(half, onOutput);
        return FixedPoint.roundingShift(product, -output.exponent());
    }

    private static short saturated(int value) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }

    private static short roundedHighProduct(short a, short b) {
        if (a == Short.MIN_VALUE && b == Short.MIN_VALUE) {
            return Short.MAX_VALUE;
        }
        int product = a * b;
        int nudge = product >= 0 ? 1 << 14 : 1 - (1 << 14);
        return (short) ((product + nudge) / (1 << 15));
    }

    private static short highProduct(short a, short b) {
        return a == Short.MIN_VALUE && b == Short.MIN_VALUE ? Short.MAX_VALUE : (short) (a * b / (1 << 15));
    }
}
