package io.vedette.trainer.interpreter;

import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedType;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.HardSigmoid;
import io.vedette.trainer.graph.operator.HardSwish;
import io.vedette.trainer.graph.operator.LeakyRelu;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Silu;
import java.util.Arrays;
import java.util.Optional;

/** Activations in integers, in the form in which a TFLite file holds them. */
final class IntegerActivations {
    private IntegerActivations() {}

    static int[] apply(Activation activation, int[] input, QuantizationParameters in, QuantizationParameters out) {
        IntegerLimits limits = IntegerLimits.of(out);
        if (activation instanceof Relu || activation instanceof Relu6) {
            return IntegerElements.rescaled(input, in, out, IntegerLimits.of(out, Optional.of(activation)));
        }
        if (activation instanceof LeakyRelu relu) {
            return leakyRelu(relu, input, in, out, limits);
        }
        if (activation instanceof HardSwish) {
            return new HardSwishKernel(in, out).apply(input, limits);
        }
        if (activation instanceof Sigmoid) {
            return sigmoid(input, in, out, limits);
        }
        if (activation instanceof Silu) {
            QuantizationParameters shares = QuantizationParameters.ofRange(TensorRange.SHARES);
            int[] gate = sigmoid(input, in, shares, IntegerLimits.of(shares));
            return IntegerElements.multiply(input, in, gate, shares, out, limits);
        }
        if (activation instanceof HardSigmoid) {
            return hardSigmoid(input, in, out, limits);
        }
        throw new IllegalStateException("No integer form of " + activation + ": this is a fault of the program");
    }

    private static int[] leakyRelu(
            LeakyRelu relu, int[] input, QuantizationParameters in, QuantizationParameters out, IntegerLimits limits) {
        double ratio = (double) in.scale() / out.scale();
        FixedPoint positive = FixedPoint.of(ratio);
        FixedPoint negative = FixedPoint.of(ratio * relu.slope());
        return Arrays.stream(input)
                .map(integer -> integer - in.zeroPoint())
                .map(centred -> (centred < 0 ? negative : positive).times(centred))
                .map(scaled -> limits.clamped(scaled + out.zeroPoint()))
                .toArray();
    }

    private static int[] sigmoid(
            int[] input, QuantizationParameters in, QuantizationParameters out, IntegerLimits limits) {
        Sigmoid sigmoid = new Sigmoid();
        return Arrays.stream(input)
                .mapToDouble(in::toReal)
                .mapToInt(real -> limits.rounded(sigmoid.apply(real) / out.scale() + out.zeroPoint()))
                .toArray();
    }

    /** A sum that ends at zero and six, times a sixth. */
    private static int[] hardSigmoid(
            int[] input, QuantizationParameters in, QuantizationParameters out, IntegerLimits limits) {
        QuantizationParameters six = QuantizationParameters.ofRange(new TensorRange(0, 6));
        int[] sum = IntegerElements.add(
                input, in, highest(), number(3), six, IntegerLimits.of(six, Optional.of(new Relu6())));
        return IntegerElements.multiply(sum, six, highest(), number(1 / 6f), out, limits);
    }

    /** Parameters in which a number is the highest integer, as the file holds its constants. */
    private static QuantizationParameters number(float number) {
        return QuantizationParameters.ofRange(new TensorRange(0, number));
    }

    private static int[] highest() {
        return new int[] {QuantizedType.INT8.highest()};
    }
}
