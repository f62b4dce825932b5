package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedType;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeQuantizationTest {
    private static final DoubleUnaryOperator UNCLAMPED = DoubleUnaryOperator.identity();

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void roundValues_numbersInsideAndOutside_becomeThoseOfTheirIntegers() {
        QuantizationParameters parameters = QuantizationParameters.ofRange(new TensorRange(-1.3f, 2.9f));
        float[] numbers = new float[2000];
        Random random = new Random(7);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (1.5 * random.nextGaussian());
        }

        float[] rounded = FakeQuantization.roundValues(manager.create(numbers), parameters, UNCLAMPED)
                .toFloatArray();

        for (int i = 0; i < numbers.length; i++) {
            double expected = parameters.toReal(parameters.toInteger(numbers[i]));
            // A float's rounding of a number below 3.
            assertThat((double) rounded[i]).isCloseTo(expected, Offset.offset(3e-7));
        }
    }

    @Test
    void roundValues_halves_goToTheEvenInteger() {
        QuantizationParameters parameters = QuantizationParameters.perTensor(QuantizedType.INT8, 0.5f, 3);

        float[] rounded = FakeQuantization.roundValues(
                        manager.create(new float[] {-0.75f, -0.25f, 0, 0.25f, 0.75f, 1.25f, 62.1f, -65.6f}),
                        parameters,
                        UNCLAMPED)
                .toFloatArray();

        // The lowest integer stands for (−128 − 3) / 2, the highest for (127 − 3) / 2.
        assertThat(rounded).containsExactly(-1, 0, 0, 0, 1, 1, 62, -65.5f);
    }

    @Test
    void roundValues_gradient_isOneInsideAndZeroOutside() {
        QuantizationParameters parameters = QuantizationParameters.ofRange(new TensorRange(-1, 2));

        float[] gradient = gradient(parameters, UNCLAMPED, -1.5f, -0.9f, 0.01f, 1.7f, 2.5f);

        assertThat(gradient).containsExactly(0, 2, 3, 4, 0);
    }

    @Test
    void roundValues_clamped_appliesTheActivationToNumbersAndGradients() {
        QuantizationParameters parameters = QuantizationParameters.ofRange(new TensorRange(-1, 9));
        float[] numbers = {-0.5f, 0.5f, 5, 7, 9.5f};

        assertThat(FakeQuantization.roundValues(manager.create(numbers), parameters, new Relu()::apply)
                        .toFloatArray())
                .containsExactly(new float[] {0, 0.51f, 4.98f, 6.98f, 9.02f}, Offset.offset(0.001f));
        assertThat(gradient(parameters, new Relu()::apply, numbers)).containsExactly(0, 2, 3, 4, 0);
        assertThat(gradient(parameters, new Relu6()::apply, numbers)).containsExactly(0, 2, 3, 0, 0);
    }

    @Test
    void roundWeight_perChannel_putsEachChannelsLargestOn127() {
        NDArray weight =
                manager.create(new float[] {-12.7f, 0.34f, 0.06f, 1.27f, 0.016f, -0.004f}, new Shape(2, 3, 1, 1));

        float[] rounded = rounded(weight, Granularity.PER_CHANNEL).toFloatArray();

        assertThat(rounded).containsExactly(new float[] {-12.7f, 0.3f, 0.1f, 1.27f, 0.02f, 0}, Offset.offset(2e-6f));
    }

    @Test
    void roundWeight_perTensor_hasOneScale() {
        NDArray weight = manager.create(new float[] {-12.7f, 0.34f, 0.06f, 1.27f, 0.16f, -0.04f}, new Shape(2, 3));

        float[] rounded = rounded(weight, Granularity.PER_TENSOR).toFloatArray();

        assertThat(rounded).containsExactly(new float[] {-12.7f, 0.3f, 0.1f, 1.3f, 0.2f, 0}, Offset.offset(2e-6f));
    }

    @Test
    void roundWeight_nothingButZeros_stayZeros() {
        NDArray rounded = rounded(manager.zeros(new Shape(2, 3)), Granularity.PER_CHANNEL);

        assertThat(rounded.toFloatArray()).containsOnly(0);
    }

    @Test
    void roundWeight_gradient_isThatOfTheRoundedWeight() {
        NDArray weight = manager.create(new float[] {-12.7f, 0.34f, 0.06f});
        weight.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray rounded = rounded(weight, Granularity.PER_TENSOR);
            collector.backward(
                    rounded.mul(manager.create(new float[] {1, 2, 3})).sum());
        }

        assertThat(weight.getGradient().toFloatArray()).containsExactly(1, 2, 3);
    }

    private static NDArray rounded(NDArray weight, Granularity granularity) {
        return FakeQuantization.roundWeight(weight, FakeQuantization.weightScale(weight, granularity));
    }

    /** The gradient of the sum of all rounded numbers, each times its place, counted from 1. */
    private float[] gradient(QuantizationParameters parameters, DoubleUnaryOperator clamp, float... numbers) {
        NDArray input = manager.create(numbers);
        input.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray rounded = FakeQuantization.roundValues(input, parameters, clamp);
            NDArray factors = manager.arange(1f, numbers.length + 1f);
            collector.backward(rounded.mul(factors).sum());
        }
        return input.getGradient().toFloatArray();
    }
}
