package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizedGraph;
import java.util.List;
import java.util.Set;

/**
 * Writes a graph without batch norm as a TFLite file for batches of one: input {@code input} in NHWC, outputs {@code logits} and {@code
 * embedding}.
 *
 * <p>What neither output depends on is left out: XNNPACK ends the whole program at an operator whose output nobody reads.
 */
public final class TfliteWriter {
    static final String LOGITS = "logits";
    static final String EMBEDDING = "embedding";

    private TfliteWriter() {}

    /** The graph in floats. */
    public static byte[] write(Graph graph) {
        TfliteModel model = new TfliteModel(graph.name());
        FloatPrecision precision = new FloatPrecision();
        FileTensors tensors = new FileTensors(model, graph, precision, "");
        TfliteOperators operators = new TfliteOperators(model, graph, precision, tensors);
        int input = tensors.add(Graph.INPUT);
        needed(graph).forEach(operators::write);
        return model.toBytes(
                new int[] {input}, new int[] {tensors.get(graph.logits()), tensors.get(graph.embedding())});
    }

    /** The graph in integers: int8 input, values, weights and outputs, int32 biases; but for nodes that stay in floats. */
    public static byte[] writeQuantized(QuantizedGraph quantized) {
        return writeQuantized(quantized, Edges.INT8);
    }

    /** The same with other numbers going in and coming out. */
    public static byte[] writeQuantized(QuantizedGraph quantized, Edges edges) {
        return new IntegerWriter(quantized, edges).write();
    }

    /** The nodes that belong into a file. */
    static List<FusedNode> needed(Graph graph) {
        Set<String> values = graph.neededValues();
        return FusedNode.of(graph).stream()
                .filter(fused -> values.contains(fused.output()))
                .toList();
    }
}
