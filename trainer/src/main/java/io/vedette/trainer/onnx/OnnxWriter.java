package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a graph as an ONNX file for batches of one: input {@code input} in NCHW, outputs {@code logits} and {@code embedding}, all floats.
 */
public final class OnnxWriter {
    private OnnxWriter() {}

    /** The graph in floats. */
    public static byte[] write(Graph graph) {
        ValueNames names = ValueNames.forOutputs(graph);
        OnnxModel model = floatModel(graph, names);
        for (String output : List.of(graph.logits(), graph.embedding())) {
            model.output(names.of(output), graph.shapeOf(output));
        }
        return model.toBytes();
    }

    /** The graph in floats with every node's output as an output of the file, under the names they have in the graph. */
    public static byte[] writeObservable(Graph graph) {
        ValueNames names = ValueNames.asInGraph();
        OnnxModel model = floatModel(graph, names);
        for (Node node : graph.nodes()) {
            model.output(node.output(), graph.shapeOf(node.output()));
        }
        return model.toBytes();
    }

    /** The graph in integers that run anywhere: uint8 values, int8 weights, int32 biases, between pairs of quantization and dequantization. */
    public static byte[] writeQuantized(QuantizedGraph quantized) {
        return writeQuantized(quantized, QdqForm.UNSIGNED);
    }

    /**
     * The graph in integers of a form, between pairs of quantization and dequantization.
     *
     * @throws IllegalArgumentException when the form asks for zero points of 0 and a value has another
     */
    public static byte[] writeQuantized(QuantizedGraph quantized, QdqForm form) {
        return new QdqInsertion(quantized, form).write();
    }

    private static OnnxModel floatModel(Graph graph, ValueNames names) {
        OnnxModel model = new OnnxModel(graph.name());
        OnnxOperators operators = new OnnxOperators(model);
        model.input(names.of(Graph.INPUT), graph.input());
        for (Node node : graph.nodes()) {
            List<String> inputs = new ArrayList<>();
            node.inputs().forEach(value -> inputs.add(names.of(value)));
            for (WeightRole role : OnnxOperators.weights(node.operator())) {
                node.findWeight(role).ifPresent(tensor -> inputs.add(model.constant(node.name() + "/" + role, tensor)));
            }
            operators.write(node, inputs, names.of(node.output()));
        }
        return model;
    }
}
