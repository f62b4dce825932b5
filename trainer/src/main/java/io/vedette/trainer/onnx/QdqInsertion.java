package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedTensor;
import io.vedette.trainer.graph.QuantizedType;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays a pair of QuantizeLinear and DequantizeLinear around every value of a graph, so that ONNX Runtime finds integer kernels.
 *
 * <p>What its fusion asks for, and this class therefore does (ONNX Runtime 1.29, {@code qdq_selectors.cc}):
 *
 * <ol>
 *   <li>values in uint8, whose kernels exist on every x86, and weights in int8 that are dequantized only;
 *   <li>a bias in int32 that is dequantized with the scale of input times weight: a float bias keeps the node in floats;
 *   <li>no ReLU or ReLU6 where the integers stop there already;
 *   <li>all edges of a node go to its quantization, so an output of the file is dequantized apart from what the next node reads;
 *   <li>the same scale and zero point on both sides of a node that only moves values.
 * </ol>
 */
final class QdqInsertion {
    private final QuantizedGraph quantized;
    private final Graph graph;
    private final ValueNames names;
    private final OnnxModel model;
    private final OnnxOperators operators;
    private final Map<String, String> integers = new HashMap<>();
    private final Map<String, String> reals = new HashMap<>();

    QdqInsertion(QuantizedGraph quantized) {
        this.quantized = quantized;
        this.graph = quantized.graph();
        this.names = ValueNames.forOutputs(graph);
        this.model = new OnnxModel(graph.name());
        this.operators = new OnnxOperators(model);
    }

    byte[] write() {
        model.input(Graph.INPUT, graph.input());
        pair(Graph.INPUT, Graph.INPUT);
        for (FusedNode fused : quantized.nodes()) {
            write(fused);
        }
        for (String output : List.of(graph.logits(), graph.embedding())) {
            String name = names.of(output);
            dequantize(get(integers, output), name + "/parameters", name, parameters(output));
            model.output(name, graph.shapeOf(output));
        }
        return model.toBytes();
    }

    private void write(FusedNode fused) {
        Node node = fused.node();
        List<String> inputs = new ArrayList<>();
        node.inputs().forEach(value -> inputs.add(get(reals, value)));
        for (WeightRole role : OnnxOperators.weights(node.operator())) {
            quantized.findWeight(node, role).ifPresent(tensor -> inputs.add(weight(node, role, tensor)));
        }
        String result = names.of(fused.output()) + "/real";
        if (fused.activation().isPresent() && !doesNothing(fused.activation().get(), fused.output())) {
            operators.write(node, inputs, node.name() + "/before_activation");
            operators.write(fused.activation().get(), node.name() + "/before_activation", result);
        } else {
            operators.write(node, inputs, result);
        }
        pair(fused.output(), result);
    }

    /** Whether the integers end where the activation would end them. */
    private boolean doesNothing(Activation activation, String value) {
        QuantizationParameters parameters = parameters(value);
        double highest = (QuantizedType.UINT8.highest() - parameters.zeroPoint()) * (double) parameters.scale();
        return parameters.zeroPoint() == QuantizedType.UINT8.lowest()
                && activation.apply(highest) > highest - parameters.scale() / 2;
    }

    private QuantizationParameters parameters(String value) {
        return quantized.getParameters(value).withType(QuantizedType.UINT8);
    }

    /** Quantizes and dequantizes a value, for whoever reads it next. */
    private void pair(String value, String real) {
        String name = names.of(value);
        QuantizationParameters parameters = parameters(value);
        String scale = model.scales(name + "/parameters/scale", parameters);
        String zeroPoint = model.zeroPoints(name + "/parameters/zero_point", parameters);
        model.node("QuantizeLinear", List.of(real, scale, zeroPoint), name + "/quantized", Map.of());
        integers.put(value, name + "/quantized");
        // Only where a node reads it: a dequantization without a reader is a second, useless edge.
        if (!graph.consumers(value).isEmpty()) {
            dequantize(name + "/quantized", name + "/parameters", name + "/dequantized", parameters);
            reals.put(value, name + "/dequantized");
        }
    }

    private String weight(Node node, WeightRole role, QuantizedTensor tensor) {
        String name = node.name() + "/" + role;
        QuantizationParameters parameters = tensor.parameters();
        model.constant(name, tensor);
        model.scales(name + "/parameters/scale", parameters);
        model.zeroPoints(name + "/parameters/zero_point", parameters);
        dequantize(name, name + "/parameters", name + "/dequantized", parameters);
        return name + "/dequantized";
    }

    private void dequantize(String input, String constants, String output, QuantizationParameters parameters) {
        Map<String, Long> attributes =
                parameters.granularity() == Granularity.PER_CHANNEL ? Map.of("axis", 0L) : Map.of();
        model.node(
                "DequantizeLinear",
                List.of(input, constants + "/scale", constants + "/zero_point"),
                output,
                attributes);
    }

    private static String get(Map<String, String> written, String value) {
        String name = written.get(value);
        if (name == null) {
            throw new IllegalStateException("Value " + value + " is read before it is written");
        }
        return name;
    }
}
