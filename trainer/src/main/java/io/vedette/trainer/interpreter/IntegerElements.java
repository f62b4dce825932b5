package io.vedette.trainer.interpreter;

import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.operator.Shape;

/** Integer arithmetic number by number. */
final class IntegerElements {
    /** Places by which summands are enlarged before they are brought to one scale. */
    private static final int ADD_SHIFT = 20;

    private IntegerElements() {}

    static int[] add(
            int[] first,
            QuantizationParameters firstParameters,
            int[] second,
            QuantizationParameters secondParameters,
            QuantizationParameters out,
            IntegerLimits limits) {
        double twiceLarger = 2.0 * Math.max(firstParameters.scale(), secondParameters.scale());
        FixedPoint firstFactor = FixedPoint.of(firstParameters.scale() / twiceLarger);
        FixedPoint secondFactor = FixedPoint.of(secondParameters.scale() / twiceLarger);
        FixedPoint outFactor = FixedPoint.of(twiceLarger / ((1 << ADD_SHIFT) * (double) out.scale()));
        int repeats = first.length / second.length;
        int[] result = new int[first.length];
        for (int i = 0; i < result.length; i++) {
            int a = firstFactor.times((first[i] - firstParameters.zeroPoint()) << ADD_SHIFT);
            int b = secondFactor.times((second[i / repeats] - secondParameters.zeroPoint()) << ADD_SHIFT);
            result[i] = limits.clamped(outFactor.times(a + b) + out.zeroPoint());
        }
        return result;
    }

    static int[] multiply(
            int[] first,
            QuantizationParameters firstParameters,
            int[] second,
            QuantizationParameters secondParameters,
            QuantizationParameters out,
            IntegerLimits limits) {
        FixedPoint factor = FixedPoint.of((double) firstParameters.scale() * secondParameters.scale() / out.scale());
        int repeats = first.length / second.length;
        int[] result = new int[first.length];
        for (int i = 0; i < result.length; i++) {
            int product =
                    (first[i] - firstParameters.zeroPoint()) * (second[i / repeats] - secondParameters.zeroPoint());
            result[i] = limits.clamped(factor.times(product) + out.zeroPoint());
        }
        return result;
    }

    static int[] mean(
            int[] input, Shape shape, QuantizationParameters in, QuantizationParameters out, IntegerLimits limits) {
        int area = shape.height() * shape.width();
        FixedPoint factor = FixedPoint.of((double) in.scale() / out.scale() / area);
        int[] result = new int[shape.channels()];
        for (int channel = 0; channel < result.length; channel++) {
            int sum = 0;
            for (int i = channel * area; i < (channel + 1) * area; i++) {
                sum += input[i] - in.zeroPoint();
            }
            result[channel] = limits.clamped(factor.times(sum) + out.zeroPoint());
        }
        return result;
    }

    static int[] rescaled(int[] input, QuantizationParameters in, QuantizationParameters out, IntegerLimits limits) {
        FixedPoint factor = FixedPoint.of((double) in.scale() / out.scale());
        int[] result = new int[input.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = limits.clamped(factor.times(input[i] - in.zeroPoint()) + out.zeroPoint());
        }
        return result;
    }
}
