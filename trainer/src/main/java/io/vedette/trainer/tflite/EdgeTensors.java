package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedType;
import io.vedette.trainer.tflite.TfliteModel.Quantization;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.TensorType;

/** The tensors at the edges of an integer file, with the operators that convert between them and the integers inside. */
final class EdgeTensors {
    private final QuantizedGraph quantized;
    private final Edges edges;
    private final TfliteModel model;
    private final FileTensors integers;

    /**
     * @param integers of the values inside, whose names differ from those at the edges as {@link #innerSuffix} says
     */
    EdgeTensors(QuantizedGraph quantized, Edges edges, TfliteModel model, FileTensors integers) {
        this.quantized = quantized;
        this.edges = edges;
        this.model = model;
        this.integers = integers;
    }

    /** What the names of values inside end with. */
    static String innerSuffix(Edges edges) {
        return edges == Edges.INT8 ? "" : "/integers";
    }

    /** Adds the input, outside and inside. */
    int input() {
        if (edges == Edges.INT8) {
            return integers.add(Graph.INPUT);
        }
        int outside = add(Graph.INPUT);
        int[] inputs = {outside};
        int inside = integers.add(Graph.INPUT);
        // From floats the first version quantizes, from other integers the second.
        model.operator(BuiltinOperator.QUANTIZE, edges == Edges.FLOAT ? 1 : 2, Options.quantize(), inputs, inside);
        return outside;
    }

    /** What leaves the file of a value that is there in integers. */
    int output(String value) {
        int inside = integers.get(value);
        if (edges == Edges.INT8) {
            return inside;
        }
        int[] inputs = {inside};
        int outside = add(value);
        if (edges == Edges.FLOAT) {
            model.operator(BuiltinOperator.DEQUANTIZE, 2, Options.none(), inputs, outside);
        } else {
            model.operator(BuiltinOperator.QUANTIZE, 2, Options.quantize(), inputs, outside);
        }
        return outside;
    }

    private int add(String value) {
        int[] shape = FileTensors.layout(quantized.graph().shapeOf(value));
        String name = integers.nameOf(value);
        if (edges == Edges.FLOAT) {
            return model.computed(name, shape, TensorType.FLOAT32, null);
        }
        Quantization quantization =
                new Quantization(quantized.getParameters(value).withType(QuantizedType.UINT8), 0);
        return model.computed(name, shape, TensorType.UINT8, quantization);
    }
}
