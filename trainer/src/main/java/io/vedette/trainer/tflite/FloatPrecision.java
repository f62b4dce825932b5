package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.WeightRole;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.lite.schema.TensorType;

/** Everything in floats. */
final class FloatPrecision implements Precision {
    @Override
    public int value(TfliteModel model, String value, String tensorName, int[] shape) {
        return model.computed(tensorName, shape, TensorType.FLOAT32, null);
    }

    @Override
    public int weight(TfliteModel model, Node node, WeightLayout layout) {
        Tensor weight = node.getWeight(WeightRole.WEIGHT);
        ByteBuffer content = allocate(weight.elements());
        for (int source : layout.sources(weight.shape())) {
            content.putFloat(weight.get(source));
        }
        return model.constant(
                Precision.nameOf(node, WeightRole.WEIGHT),
                layout.shape(weight.shape()),
                TensorType.FLOAT32,
                content,
                null);
    }

    @Override
    public int bias(TfliteModel model, Node node, int channels) {
        ByteBuffer content = allocate(channels);
        node.findWeight(WeightRole.BIAS)
                .ifPresent(bias -> content.asFloatBuffer().put(bias.asBuffer()));
        return model.constant(
                Precision.nameOf(node, WeightRole.BIAS), new int[] {channels}, TensorType.FLOAT32, content, null);
    }

    @Override
    public int version(int forFloats, int forIntegers) {
        return forFloats;
    }

    private static ByteBuffer allocate(int floats) {
        return ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
