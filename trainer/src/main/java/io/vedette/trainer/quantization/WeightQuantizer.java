package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedTensor;
import io.vedette.trainer.graph.QuantizedType;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the weights of one node into integers.
 *
 * <p>Weights become symmetric int8 in −127 … 127: per output channel in a convolution unless asked otherwise, with one scale in a linear layer, because TFLite's
 * fully connected kernel knows no other and both files are to hold the same integers. A bias becomes int32 with the scale of input times
 * weight. A nearly dead channel has so small a scale that its bias would leave int32; its weight scale is then raised until the bias fits,
 * which costs weights that hardly count. (ONNX Runtime's quantizer does so since pull request 22020.)
 */
final class WeightQuantizer {
    private static final int HIGHEST = QuantizedType.INT8.highest();
    /** Below this part of the strongest channel's scale a channel counts as dead: its weights become zero. */
    private static final float DEAD = 1e-9f;
    /** Leaves room for the rounding of scales to floats. */
    private static final double HIGHEST_BIAS = Integer.MAX_VALUE / 1.0001;

    private WeightQuantizer() {}

    /**
     * Quantizes a layer's weights.
     *
     * @param convolutions how many scales a convolution's weights have
     */
    static Map<WeightRole, QuantizedTensor> quantize(Node node, float inputScale, Granularity convolutions) {
        Tensor weight = node.getWeight(WeightRole.WEIGHT);
        Optional<Tensor> bias = node.findWeight(WeightRole.BIAS);
        Granularity granularity = node.operator() instanceof Linear ? Granularity.PER_TENSOR : convolutions;
        float[] scales = scales(weight);
        bias.ifPresent(tensor -> raiseForBias(scales, tensor, inputScale));
        if (granularity == Granularity.PER_TENSOR) {
            Arrays.fill(scales, highest(scales));
        }
        Map<WeightRole, QuantizedTensor> quantized = new EnumMap<>(WeightRole.class);
        QuantizedTensor integers = weightIntegers(weight, scales, granularity);
        quantized.put(WeightRole.WEIGHT, integers);
        bias.ifPresent(tensor ->
                quantized.put(WeightRole.BIAS, quantizeBias(node.name(), tensor, integers.parameters(), inputScale)));
        return quantized;
    }

    /** Per output channel the scale that puts its largest weight on 127. */
    private static float[] scales(Tensor weight) {
        int channels = weight.shape().dimension(0);
        int perChannel = weight.elements() / channels;
        float[] scales = new float[channels];
        for (int i = 0; i < weight.elements(); i++) {
            int channel = i / perChannel;
            scales[channel] = Math.max(scales[channel], Math.abs(weight.get(i)) / HIGHEST);
        }
        float highest = highest(scales);
        for (int channel = 0; channel < channels; channel++) {
            if (highest < QuantizationParameters.SMALLEST_SCALE) {
                scales[channel] = 1;
            } else if (scales[channel] < highest * DEAD || scales[channel] < QuantizationParameters.SMALLEST_SCALE) {
                scales[channel] = highest;
            }
        }
        return scales;
    }

    private static void raiseForBias(float[] scales, Tensor bias, float inputScale) {
        for (int channel = 0; channel < scales.length; channel++) {
            double smallest = Math.abs((double) bias.get(channel)) / HIGHEST_BIAS / inputScale;
            scales[channel] = (float) Math.max(scales[channel], smallest);
        }
    }

    private static float highest(float[] scales) {
        float highest = 0;
        for (float scale : scales) {
            highest = Math.max(highest, scale);
        }
        return highest;
    }

    private static QuantizedTensor weightIntegers(Tensor weight, float[] scales, Granularity granularity) {
        int perChannel = weight.elements() / scales.length;
        byte[] integers = new byte[weight.elements()];
        for (int i = 0; i < integers.length; i++) {
            double rounded = Math.rint(weight.get(i) / (double) scales[i / perChannel]);
            integers[i] = (byte) Math.max(-HIGHEST, Math.min(HIGHEST, rounded));
        }
        QuantizationParameters parameters = parameters(QuantizedType.INT8, granularity, scales);
        return QuantizedTensor.ofBytes(weight.shape(), parameters, integers);
    }

    /** A bias for a weight whose integers have the given parameters. */
    static QuantizedTensor quantizeBias(String node, Tensor bias, QuantizationParameters weight, float inputScale) {
        float[] scales = new float[bias.elements()];
        int[] integers = new int[scales.length];
        for (int channel = 0; channel < scales.length; channel++) {
            scales[channel] = inputScale * weight.scale(channel);
            double rounded = Math.rint(bias.get(channel) / (double) scales[channel]);
            if (Math.abs(rounded) > Integer.MAX_VALUE) {
                throw new IllegalStateException("Bias " + bias.get(channel) + " of channel " + channel + " in node "
                        + node + " does not fit int32 with scale " + scales[channel]
                        + ": this is a fault of the program");
            }
            integers[channel] = (int) rounded;
        }
        QuantizationParameters parameters = parameters(QuantizedType.INT32, weight.granularity(), scales);
        return QuantizedTensor.ofInts(bias.shape(), parameters, integers);
    }

    private static QuantizationParameters parameters(QuantizedType type, Granularity granularity, float[] scales) {
        List<Float> list = new ArrayList<>();
        for (float scale : scales) {
            list.add(scale);
        }
        return switch (granularity) {
            case PER_CHANNEL -> QuantizationParameters.perChannel(type, list);
            case PER_TENSOR -> QuantizationParameters.perTensor(type, Collections.max(list), 0);
        };
    }
}
