package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.operator.Shape;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.lite.schema.TensorType;

/** The tensors of a file for the values of a graph; maps lie in them as one, height, width, channels. */
final class FileTensors {
    private final TfliteModel model;
    private final Graph graph;
    private final Precision precision;
    private final String suffix;
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * @param suffix of the names of values, which tells them from those of another precision in the same file
     */
    FileTensors(TfliteModel model, Graph graph, Precision precision, String suffix) {
        this.model = model;
        this.graph = graph;
        this.precision = precision;
        this.suffix = suffix;
    }

    /** Adds the tensor of a value. */
    int add(String value) {
        int tensor = precision.value(model, value, nameOf(value) + suffix, layout(graph.shapeOf(value)));
        numbers.put(value, tensor);
        return tensor;
    }

    boolean contains(String value) {
        return numbers.containsKey(value);
    }

    int get(String value) {
        Integer tensor = numbers.get(value);
        if (tensor == null) {
            throw new IllegalStateException("Value " + value + " is read before it is written");
        }
        return tensor;
    }

    /** What a node reads, in its order. */
    int[] inputs(Node node) {
        return node.inputs().stream().mapToInt(this::get).toArray();
    }

    /** Adds a tensor that holds numbers of a value in another shape, so stored like it. */
    int like(String value, String tensorName, int[] shape) {
        return precision.value(model, value, tensorName, shape);
    }

    /** Adds a tensor of a shape like a value's for numbers of a range of their own. */
    int between(String value, String tensorName, TensorRange range) {
        return precision.between(model, tensorName, layout(graph.shapeOf(value)), range);
    }

    /** Adds a constant of int32. */
    int integers(String tensorName, int[] shape, int... values) {
        return model.constant(tensorName, shape, TensorType.INT32, TfliteModel.content(values), null);
    }

    static int[] layout(Shape shape) {
        return shape.isMap()
                ? new int[] {1, shape.height(), shape.width(), shape.channels()}
                : new int[] {1, shape.elements()};
    }

    /** The name of a value, without the suffix. */
    String nameOf(String value) {
        if (value.equals(graph.logits())) {
            return TfliteWriter.LOGITS;
        }
        if (value.equals(graph.embedding())) {
            return TfliteWriter.EMBEDDING;
        }
        // Another value may bear a name that an output takes.
        return value.equals(TfliteWriter.LOGITS) || value.equals(TfliteWriter.EMBEDDING) ? "value/" + value : value;
    }
}
