package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.operator.WeightRole;
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
    public int between(TfliteModel model, String tensorName, int[] shape, TensorRange range) {
        return model.computed(tensorName, shape, TensorType.FLOAT32, null);
    }

    @Override
    public int number(TfliteModel model, String tensorName, float number) {
        return model.constant(
                tensorName, new int[] {1}, TensorType.FLOAT32, allocate(1).putFloat(number), null);
    }

    @Override
    public int lowest(TfliteModel model, String value, String tensorName) {
        return number(model, tensorName, -Float.MAX_VALUE);
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
    public boolean isInteger() {
        return false;
    }

    private static ByteBuffer allocate(int floats) {
        return ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
