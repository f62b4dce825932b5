package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedTensor;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays a pair of QuantizeLinear and DequantizeLinear around every value of a graph, so that ONNX Runtime finds integer kernels.
 *
 * <p>What its fusion asks for, and this class therefore does (ONNX Runtime 1.29, {@code qdq_selectors.cc}):
 *
 * <ol>
 *   <li>values in uint8, whose kernels exist on every x86, or in int8, which it takes as they are on ARM alone, and weights in int8 that are
 *       dequantized only;
 *   <li>a bias in int32 that is dequantized with the scale of input times weight: a float bias keeps the node in floats;
 *   <li>no ReLU or ReLU6 where the integers stop there already;
 *   <li>all edges of a node go to its quantization, so an output of the file is dequantized apart from what the next node reads;
 *   <li>the same scale and zero point on both sides of a node that only moves values;
 *   <li>a value that is scaled anew and nothing else as one that is concatenated with nothing. With no node between, two pairs become one of
 *       a scale between theirs ({@code double_qdq_pairs_remover.cc}), and whoever reads it keeps a bias in the old scale.
 * </ol>
 *
 * <p>A node that stays in floats has float weights and no pair behind it for other such nodes. That alone does not keep a convolution or
 * linear layer in floats: between a dequantization and a quantization ONNX Runtime quantizes its weights itself, with one scale
 * ({@code weight_bias_quantization.cc}), unless what it reads was dequantized with more scales than one. It therefore reads the integers
 * through a dequantization of its own, with the same scale once per channel. Other operators between integers may run in integers all the
 * same, which rounds their results alike.
 *
 * <p>TensorRT, which has rules of its own ({@link QdqForm#TENSOR_RT}), knows several scales of weights alone: nothing there reads its integers
 * so.
 */
final class QdqInsertion {
    private final QuantizedGraph quantized;
    private final QdqForm form;
    private final Graph graph;
    private final ValueNames names;
    private final OnnxModel model;
    private final OnnxOperators operators;
    private final Map<String, String> integers = new HashMap<>();
    private final Map<String, String> reals = new HashMap<>();
    /** What nodes in floats made, before it becomes integers. */
    private final Map<String, String> floats = new HashMap<>();

    QdqInsertion(QuantizedGraph quantized, QdqForm form) {
        if (form == QdqForm.TENSOR_RT) {
            requireZeroPoints(quantized);
        }
        this.quantized = quantized;
        this.form = form;
        this.graph = quantized.graph();
        this.names = ValueNames.forOutputs(graph);
        this.model = new OnnxModel(graph.name());
        this.operators = new OnnxOperators(model);
    }

    private static void requireZeroPoints(QuantizedGraph quantized) {
        quantized.values().forEach((value, parameters) -> {
            if (parameters.zeroPoint() != 0) {
                throw new IllegalArgumentException("TensorRT needs zero point 0 but value " + value + " of graph "
                        + quantized.graph().name() + " has " + parameters.zeroPoint());
            }
        });
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
        if (quantized.isFloat(fused)) {
            writeFloat(fused);
            return;
        }
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
        } else if (isScaledOnly(fused)) {
            operators.write(joinedWithNothing(node), inputs, result);
        } else {
            operators.write(node, inputs, result);
        }
        pair(fused.output(), result);
    }

    /** Whether all that happens to the integers is that they get another scale. */
    private boolean isScaledOnly(FusedNode fused) {
        Operator operator = fused.node().operator();
        // Whoever reads the file takes a picture's own integers for all that it can hold.
        boolean isClamp = (operator instanceof Relu || operator instanceof Relu6)
                && !fused.node().input().equals(Graph.INPUT);
        return operator instanceof Identity || (isClamp && doesNothing((Activation) operator, fused.output()));
    }

    private static Node joinedWithNothing(Node node) {
        return new Node(node.name(), new Concat(), node.inputs(), node.output(), Map.of());
    }

    private void writeFloat(FusedNode fused) {
        Node node = fused.node();
        List<String> inputs = new ArrayList<>();
        for (String value : node.inputs()) {
            inputs.add(readInFloats(node, value));
        }
        for (WeightRole role : OnnxOperators.weights(node.operator())) {
            node.findWeight(role).ifPresent(tensor -> inputs.add(model.constant(node.name() + "/" + role, tensor)));
        }
        String result = names.of(fused.output()) + "/real";
        if (fused.activation().isPresent()) {
            operators.write(node, inputs, node.name() + "/before_activation");
            operators.write(fused.activation().get(), node.name() + "/before_activation", result);
        } else {
            operators.write(node.operator() instanceof Identity ? joinedWithNothing(node) : node, inputs, result);
        }
        floats.put(fused.output(), result);
        boolean isReadInIntegers = graph.consumers(fused.output()).stream()
                .anyMatch(reader -> !quantized.floatNodes().contains(reader.name()));
        if (isReadInIntegers || graph.isOutput(fused.output())) {
            pair(fused.output(), result);
        }
    }

    private String readInFloats(Node node, String value) {
        if (floats.containsKey(value)) {
            return get(floats, value);
        }
        return readsAlone(node) ? dequantizedAlone(node, value) : get(reals, value);
    }

    /** Whether a node in floats must read integers through a dequantization of its own, lest ONNX Runtime quantizes its weights. */
    private boolean readsAlone(Node node) {
        return !node.weights().isEmpty() && form != QdqForm.TENSOR_RT;
    }

    /** A value dequantized for nobody but one node, with a scale per channel. */
    private String dequantizedAlone(Node node, String value) {
        List<Integer> shape = graph.shapeOf(value).dimensions();
        int axis = 0;
        while (axis < shape.size() - 1 && shape.get(axis) == 1) {
            axis++;
        }
        QuantizationParameters one = parameters(value);
        QuantizationParameters many = new QuantizationParameters(
                one.type(),
                Granularity.PER_CHANNEL,
                Collections.nCopies(shape.get(axis), one.scale()),
                one.zeroPoint());
        String name = node.name() + "/read_in_floats";
        String scales = model.scales(name + "/parameters/scale", many);
        String zeroPoints = model.zeroPoints(name + "/parameters/zero_point", many);
        // The batch lies before the value's own axes.
        model.node(
                "DequantizeLinear",
                List.of(get(integers, value), scales, zeroPoints),
                name + "/dequantized",
                Map.of("axis", axis + 1L));
        return name + "/dequantized";
    }

    /** Whether the integers end where the activation would end them. */
    private boolean doesNothing(Activation activation, String value) {
        QuantizationParameters parameters = parameters(value);
        double highest = parameters.toReal(form.valueType().highest());
        return parameters.zeroPoint() == form.valueType().lowest()
                && activation.apply(highest) > highest - parameters.scale() / 2;
    }

    private QuantizationParameters parameters(String value) {
        return quantized.getParameters(value).withType(form.valueType());
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
        if (graph.consumers(value).stream().anyMatch(reader -> readsShared(reader, value))) {
            dequantize(name + "/quantized", name + "/parameters", name + "/dequantized", parameters);
            reals.put(value, name + "/dequantized");
        }
    }

    /** Whether a node reads a value where it is dequantized for all. */
    private boolean readsShared(Node reader, String value) {
        boolean isFloat = quantized.floatNodes().contains(reader.name());
        return !isFloat || (!readsAlone(reader) && !floats.containsKey(value));
    }

    private String weight(Node node, WeightRole role, QuantizedTensor tensor) {
        String name = node.name() + "/" + role;
        QuantizationParameters parameters = tensor.parameters();
        if (form == QdqForm.TENSOR_RT && role == WeightRole.BIAS) {
            return model.constant(name, tensor.toReal());
        }
        String scales = model.scales(name + "/parameters/scale", parameters);
        String zeroPoints = model.zeroPoints(name + "/parameters/zero_point", parameters);
        if (form == QdqForm.TENSOR_RT) {
            String real = model.constant(name + "/real", tensor.toReal());
            model.node("QuantizeLinear", List.of(real, scales, zeroPoints), name, axis(parameters));
        } else {
            model.constant(name, tensor);
        }
        dequantize(name, name + "/parameters", name + "/dequantized", parameters);
        return name + "/dequantized";
    }

    private void dequantize(String input, String constants, String output, QuantizationParameters parameters) {
        model.node(
                "DequantizeLinear",
                List.of(input, constants + "/scale", constants + "/zero_point"),
                output,
                axis(parameters));
    }

    private static Map<String, Long> axis(QuantizationParameters parameters) {
        return parameters.granularity() == Granularity.PER_CHANNEL ? Map.of("axis", 0L) : Map.of();
    }

    private static String get(Map<String, String> written, String value) {
        String name = written.get(value);
        if (name == null) {
            throw new IllegalStateException("Value " + value + " is read before it is written");
        }
        return name;
    }
}
