package io.vedette.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizedTensor;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WeightQuantizerTest {
    private static final float INPUT_SCALE = 0.02f;

    @Test
    void quantize_convolution_putsEachChannelsLargestOnTheEnd() {
        Map<WeightRole, QuantizedTensor> quantized = WeightQuantizer.quantize(
                convolution(new float[] {0.5f, -1, 0.01f, 0.003f}, 3, -4), INPUT_SCALE, Granularity.PER_CHANNEL);

        QuantizedTensor weight = get(quantized, WeightRole.WEIGHT);
        assertThat(weight.parameters().granularity()).isEqualTo(Granularity.PER_CHANNEL);
        assertThat(weight.parameters().scales()).containsExactly(1f / 127, 0.01f / 127);
        assertThat(integers(weight)).containsExactly(64, -127, 127, 38);
    }

    @Test
    void quantize_bias_isWithinHalfAStep() {
        Map<WeightRole, QuantizedTensor> quantized = WeightQuantizer.quantize(
                convolution(new float[] {0.5f, -1, 0.01f, 0.003f}, 3, -4), INPUT_SCALE, Granularity.PER_CHANNEL);

        QuantizedTensor bias = get(quantized, WeightRole.BIAS);
        assertThat(bias.parameters().scales()).containsExactly(INPUT_SCALE * (1f / 127), INPUT_SCALE * (0.01f / 127));
        // Half a step and the rounding of a float of this size.
        assertThat(bias.toReal().get(0))
                .isCloseTo(3, Offset.offset(0.5f * bias.parameters().scale(0) + 3e-7f));
        assertThat(bias.toReal().get(1))
                .isCloseTo(-4, Offset.offset(0.5f * bias.parameters().scale(1) + 4e-7f));
    }

    @Test
    void quantize_linear_hasOneScale() {
        Node node = Node.of(
                "linear",
                new Linear(2),
                Graph.INPUT,
                Map.of(
                        WeightRole.WEIGHT, Tensor.copyOf(Shape.of(2, 2), 0.5f, -1, 0.25f, 0),
                        WeightRole.BIAS, Tensor.copyOf(Shape.of(2), 1, 2)));

        Map<WeightRole, QuantizedTensor> quantized =
                WeightQuantizer.quantize(node, INPUT_SCALE, Granularity.PER_CHANNEL);

        assertThat(get(quantized, WeightRole.WEIGHT).parameters().granularity()).isEqualTo(Granularity.PER_TENSOR);
        assertThat(integers(get(quantized, WeightRole.WEIGHT))).containsExactly(64, -127, 32, 0);
        assertThat(get(quantized, WeightRole.BIAS).parameters().scales()).hasSize(1);
    }

    @Test
    void quantize_nearlyDeadChannelWithLargeBias_keepsTheBias() {
        // Without repair the second bias would be 5 / (0.02 · 1e-8 / 127), about 3·10¹², and clip to 2·10⁹: 0.003 in
        // place of 5.
        Map<WeightRole, QuantizedTensor> quantized = WeightQuantizer.quantize(
                convolution(new float[] {0.5f, -1, 1e-8f, 3e-9f}, 3, 5), INPUT_SCALE, Granularity.PER_CHANNEL);

        QuantizedTensor bias = get(quantized, WeightRole.BIAS);
        assertThat(bias.toReal().get(1)).isCloseTo(5, Offset.offset(1e-5f));
        assertThat(bias.get(1)).isPositive();
        assertThat(get(quantized, WeightRole.WEIGHT).parameters().scale(1)).isGreaterThan(1e-8f / 127);
        assertThat(get(quantized, WeightRole.WEIGHT).parameters().scale(0)).isEqualTo(1f / 127);
    }

    @Test
    void quantize_deadChannel_isZeroAndKeepsTheBias() {
        Map<WeightRole, QuantizedTensor> quantized = WeightQuantizer.quantize(
                convolution(new float[] {0.5f, -1, 0, 1e-30f}, 3, 5), INPUT_SCALE, Granularity.PER_CHANNEL);

        assertThat(integers(get(quantized, WeightRole.WEIGHT))).endsWith(0, 0);
        assertThat(get(quantized, WeightRole.BIAS).toReal().get(1)).isCloseTo(5, Offset.offset(1e-4f));
    }

    @Test
    void quantize_allZero_isZero() {
        Map<WeightRole, QuantizedTensor> quantized =
                WeightQuantizer.quantize(convolution(new float[4], 0, 0), INPUT_SCALE, Granularity.PER_CHANNEL);

        assertThat(integers(get(quantized, WeightRole.WEIGHT))).containsOnly(0);
    }

    private static Node convolution(float[] weights, float... bias) {
        return Node.of(
                "convolution",
                new Convolution(2, Window.square(1, 1, Padding.NONE), 1),
                Graph.INPUT,
                Map.of(
                        WeightRole.WEIGHT, Tensor.copyOf(Shape.of(2, 2, 1, 1), weights),
                        WeightRole.BIAS, Tensor.copyOf(Shape.of(2), bias)));
    }

    private static QuantizedTensor get(Map<WeightRole, QuantizedTensor> tensors, WeightRole role) {
        return Objects.requireNonNull(tensors.get(role));
    }

    private static int[] integers(QuantizedTensor tensor) {
        int[] integers = new int[tensor.shape().elements()];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = tensor.get(i);
        }
        return integers;
    }
}
