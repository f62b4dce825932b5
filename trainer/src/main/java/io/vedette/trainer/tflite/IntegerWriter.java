package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizedGraph;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;

/**
 * Writes a graph in integers, some of whose nodes may stay in floats.
 *
 * <p>Each value has a tensor in the precision in which it is made, and one in the other as soon as a node reads it so: DEQUANTIZE and
 * QUANTIZE lie between. The input and both outputs become integers whatever lies at the file's edges.
 */
final class IntegerWriter {
    private final QuantizedGraph quantized;
    private final TfliteModel model;
    private final Side integers;
    private final Side floats;
    private final EdgeTensors edges;

    /** What is written in one precision. */
    private record Side(FileTensors tensors, TfliteOperators operators, Conversion conversion) {}

    /** The operator that brings a value to a side. */
    private record Conversion(int builtin, int version, BuiltinOptionsUnion options) {}

    IntegerWriter(QuantizedGraph quantized, Edges edges) {
        this.quantized = quantized;
        this.model = new TfliteModel(quantized.graph().name());
        this.integers = side(
                new IntegerPrecision(quantized),
                EdgeTensors.innerSuffix(edges),
                new Conversion(BuiltinOperator.QUANTIZE, 1, Options.quantize()));
        this.floats =
                side(new FloatPrecision(), "/real", new Conversion(BuiltinOperator.DEQUANTIZE, 2, Options.none()));
        this.edges = new EdgeTensors(quantized, edges, model, integers.tensors());
    }

    private Side side(Precision precision, String suffix, Conversion conversion) {
        Graph graph = quantized.graph();
        FileTensors tensors = new FileTensors(model, graph, precision, suffix);
        return new Side(tensors, new TfliteOperators(model, graph, precision, tensors), conversion);
    }

    byte[] write() {
        Graph graph = quantized.graph();
        int input = edges.input();
        for (FusedNode fused : TfliteWriter.needed(graph)) {
            boolean isFloat = quantized.isFloat(fused);
            Side side = isFloat ? floats : integers;
            fused.node().inputs().forEach(value -> provide(value, side, isFloat ? integers : floats));
            side.operators().write(fused);
        }
        provide(graph.logits(), integers, floats);
        provide(graph.embedding(), integers, floats);
        return model.toBytes(
                new int[] {input}, new int[] {edges.output(graph.logits()), edges.output(graph.embedding())});
    }

    /** Converts a value from the other side if this one does not have it. */
    private void provide(String value, Side side, Side other) {
        if (side.tensors().contains(value)) {
            return;
        }
        int[] inputs = {other.tensors().get(value)};
        int output = side.tensors().add(value);
        Conversion conversion = side.conversion();
        model.operator(conversion.builtin(), conversion.version(), conversion.options(), inputs, output);
    }
}
