package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedTensor;
import io.vedette.trainer.graph.QuantizedType;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.tflite.TfliteModel.Quantization;
import java.nio.ByteBuffer;
import java.util.List;
import org.tensorflow.lite.schema.TensorType;

/** Everything in integers: values and weights in int8, biases in int32, inputs and outputs included. */
final class IntegerPrecision implements Precision {
    private final QuantizedGraph graph;

    IntegerPrecision(QuantizedGraph graph) {
        this.graph = graph;
    }

    @Override
    public int value(TfliteModel model, String value, String tensorName, int[] shape) {
        return model.computed(tensorName, shape, TensorType.INT8, new Quantization(graph.getParameters(value), 0));
    }

    @Override
    public int between(TfliteModel model, String tensorName, int[] shape, TensorRange range) {
        return model.computed(
                tensorName, shape, TensorType.INT8, new Quantization(QuantizationParameters.ofRange(range), 0));
    }

    @Override
    public int number(TfliteModel model, String tensorName, float number) {
        QuantizationParameters parameters = QuantizationParameters.ofRange(new TensorRange(0, number));
        return constant(model, tensorName, parameters, QuantizedType.INT8.highest());
    }

    @Override
    public int lowest(TfliteModel model, String value, String tensorName) {
        return constant(model, tensorName, graph.getParameters(value), QuantizedType.INT8.lowest());
    }

    private static int constant(TfliteModel model, String tensorName, QuantizationParameters parameters, int integer) {
        ByteBuffer content = ByteBuffer.allocate(1).put((byte) integer);
        return model.constant(tensorName, new int[] {1}, TensorType.INT8, content, new Quantization(parameters, 0));
    }

    @Override
    public int weight(TfliteModel model, Node node, WeightLayout layout) {
        QuantizedTensor weight = graph.getWeight(node, WeightRole.WEIGHT);
        ByteBuffer content = ByteBuffer.allocate(weight.shape().elements());
        for (int source : layout.sources(weight.shape())) {
            content.put((byte) weight.get(source));
        }
        return model.constant(
                Precision.nameOf(node, WeightRole.WEIGHT),
                layout.shape(weight.shape()),
                TensorType.INT8,
                content,
                new Quantization(weight.parameters(), layout.channelAxis()));
    }

    @Override
    public int bias(TfliteModel model, Node node, int channels) {
        QuantizedTensor bias = graph.findWeight(node, WeightRole.BIAS).orElseGet(() -> zeros(node, channels));
        return model.constant(
                Precision.nameOf(node, WeightRole.BIAS),
                new int[] {channels},
                TensorType.INT32,
                bias.asBytes(),
                new Quantization(bias.parameters(), 0));
    }

    private QuantizedTensor zeros(Node node, int channels) {
        QuantizationParameters weight = graph.getWeight(node, WeightRole.WEIGHT).parameters();
        float inputScale = graph.getParameters(node.input()).scale();
        List<Float> scales =
                weight.scales().stream().map(scale -> scale * inputScale).toList();
        QuantizationParameters parameters = weight.granularity() == Granularity.PER_TENSOR
                ? QuantizationParameters.perTensor(QuantizedType.INT32, scales.get(0), 0)
                : QuantizationParameters.perChannel(QuantizedType.INT32, scales);
        return QuantizedTensor.ofInts(Shape.of(channels), parameters, new int[channels]);
    }

    @Override
    public boolean isInteger() {
        return true;
    }
}
