package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What ONNX Runtime executes of a file that {@link OnnxWriter} wrote, read from the optimized graph that it dumps.
 *
 * <p>A layer is found again by its weights, whose name the runtime keeps as it is or lengthens, or, where it packed them anew, by the name
 * of its result, which it lengthens too: float weights between integers, which it quantized itself, are called after that.
 */
public final class OptimizedGraph {
    private static final Set<String> INTEGER_KERNELS =
            Set.of("QLinearConv", "QGemm", "QLinearMatMul", "MatMulIntegerToFloat", "ConvInteger", "MatMulInteger");
    private static final Set<String> BETWEEN = Set.of("QuantizeLinear", "DequantizeLinear");
    /** What the runtime puts around kernels that want channels in blocks. */
    private static final Set<String> REORDERING = Set.of("ReorderInput", "ReorderOutput");

    private static final String BEFORE_INTEGERS = " reads its result before it becomes integers";

    private final ValueNames names;
    private final List<NodeProto> nodes;
    private final Map<String, NodeProto> producers = new HashMap<>();
    private final Map<String, TensorProto> constants = new HashMap<>();
    private final Set<String> floats = new HashSet<>();

    private OptimizedGraph(ValueNames names, GraphProto graph) {
        this.names = names;
        this.nodes = graph.getNodeList();
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        graph.getInputList().stream().map(ValueInfoProto::getName).forEach(floats::add);
        for (NodeProto node : nodes) {
            node.getOutputList().forEach(output -> producers.put(output, node));
            if (writesFloats(node)) {
                floats.addAll(node.getOutputList());
            }
        }
    }

    /**
     * Reads a dump.
     *
     * @param graph the one that was written
     * @throws IllegalArgumentException when it is no ONNX file
     */
    public static OptimizedGraph read(Graph graph, byte[] dump) {
        try {
            return new OptimizedGraph(
                    ValueNames.forOutputs(graph), ModelProto.parseFrom(dump).getGraph());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("The dump of the runtime is no ONNX file", e);
        }
    }

    /**
     * Who computes a layer.
     *
     * @param operator the kernel's name
     * @param reason why it computes in floats, in words; empty if it computes in integers
     */
    public record Kernel(String operator, boolean isInteger, String reason) {}

    /** Who computes a node with weights; nobody if the runtime knows it no more. */
    public Optional<Kernel> findKernel(FusedNode layer) {
        return findNode(layer).map(node -> {
            boolean isInteger = INTEGER_KERNELS.contains(node.getOpType());
            return new Kernel(node.getOpType(), isInteger, isInteger ? "" : reason(node));
        });
    }

    /** The kinds of the operators beside these layers that compute in floats, an entry for each operator, in their order. */
    public List<String> otherFloatOperators(List<FusedNode> layers) {
        Set<NodeProto> counted = new HashSet<>();
        layers.forEach(layer -> findNode(layer).ifPresent(counted::add));
        return nodes.stream()
                .filter(node -> !counted.contains(node))
                .filter(node -> !BETWEEN.contains(node.getOpType()) && !REORDERING.contains(node.getOpType()))
                .filter(node -> node.getInputCount() > 0 && floats.contains(node.getInput(0)))
                .map(NodeProto::getOpType)
                .toList();
    }

    private Optional<NodeProto> findNode(FusedNode layer) {
        Node node = layer.node();
        String weight = node.name() + "/" + WeightRole.WEIGHT;
        List<String> results = List.of(names.of(layer.output()) + "/real", node.name() + "/before_activation");
        return nodes.stream()
                .filter(candidate -> !BETWEEN.contains(candidate.getOpType()))
                .filter(candidate -> candidate.getInputList().stream()
                                .skip(1)
                                .anyMatch(name -> isOf(weight, name)
                                        || results.stream().anyMatch(result -> isQuantizedFor(result, name)))
                        || results.stream()
                                .anyMatch(result -> candidate.getName().startsWith(result + "_nchwc")))
                .findFirst();
    }

    /** Whether a name is the weight's, or one that the runtime or the writer derived from it. */
    private static boolean isOf(String weight, String name) {
        if (!name.startsWith(weight) || name.startsWith(weight + "/parameters")) {
            return false;
        }
        return name.length() == weight.length() || "/_:".indexOf(name.charAt(weight.length())) >= 0;
    }

    /** Whether a name is one that the runtime gives to weights that it quantized for the operator with a result. */
    private static boolean isQuantizedFor(String result, String name) {
        return name.startsWith(result + "/") && name.contains("_weight_");
    }

    private boolean writesFloats(NodeProto node) {
        return switch (node.getOpType()) {
            case "DequantizeLinear", "MatMulIntegerToFloat" -> true;
            case "QuantizeLinear" -> false;
            // With a scale for its result it writes integers.
            case "QGemm" -> node.getInputCount() < 8;
            default ->
                !node.getOpType().startsWith("QLinear")
                        && node.getInputCount() > 0
                        && floats.contains(node.getInput(0));
        };
    }

    private String reason(NodeProto node) {
        List<String> reasons = new ArrayList<>();
        if (isFloat(node, 1)) {
            reasons.add("its weights are floats");
        }
        if (isFloat(node, 2)) {
            reasons.add("its bias is floats");
        }
        NodeProto producer = producer(node.getInput(0));
        boolean readsIntegers = isDequantization(producer);
        if (!readsIntegers) {
            reasons.add("it reads floats of " + (producer == null ? "the file's input" : producer.getOpType()));
        }
        Optional<String> activation = activation(node);
        if (activation.isPresent()) {
            reasons.add(activation.get() + BEFORE_INTEGERS);
            return String.join(", ", reasons);
        }
        List<NodeProto> consumers = consumers(node.getOutput(0));
        if (consumers.isEmpty()) {
            reasons.add("its result leaves the file");
        }
        for (NodeProto consumer : consumers) {
            if (!consumer.getOpType().equals("QuantizeLinear")) {
                reasons.add(consumer.getOpType() + BEFORE_INTEGERS);
            } else if (readsIntegers && producer != null && !type(producer).equals(type(consumer))) {
                reasons.add("it reads " + type(producer) + " and writes " + type(consumer));
            }
        }
        if (reasons.isEmpty() && producer != null) {
            reasons.add("it reads and writes " + type(producer) + ", but the runtime has no integer kernel that fits");
        }
        return String.join(", ", reasons);
    }

    /** Whether a node has an input at a position, and it is no integers dequantized, but a constant in floats or something computed. */
    private boolean isFloat(NodeProto node, int position) {
        return position < node.getInputCount()
                && !node.getInput(position).isEmpty()
                && !isDequantization(producer(node.getInput(position)));
    }

    private static boolean isDequantization(@Nullable NodeProto producer) {
        return producer != null && producer.getOpType().equals("DequantizeLinear");
    }

    /** What the runtime joined with a layer, such as Relu. */
    private static Optional<String> activation(NodeProto node) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("activation"))
                .map(attribute -> attribute.getS().toStringUtf8())
                .findFirst();
    }

    /** Who makes a value, apart from reordering. */
    private @Nullable NodeProto producer(String value) {
        NodeProto producer = producers.get(value);
        while (producer != null && REORDERING.contains(producer.getOpType())) {
            producer = producers.get(producer.getInput(0));
        }
        return producer;
    }

    /** Who reads a value, apart from reordering. */
    private List<NodeProto> consumers(String value) {
        return nodes.stream()
                .filter(candidate -> candidate.getInputList().contains(value))
                .flatMap(candidate -> REORDERING.contains(candidate.getOpType())
                        ? consumers(candidate.getOutput(0)).stream()
                        : Stream.of(candidate))
                .toList();
    }

    /** The type of the integers on one side of a quantization or dequantization. */
    private String type(NodeProto node) {
        TensorProto zeroPoint = node.getInputCount() > 2 ? constants.get(node.getInput(2)) : null;
        return zeroPoint == null
                ? "uint8"
                : TensorProto.DataType.forNumber(zeroPoint.getDataType()).name().toLowerCase(Locale.ROOT);
    }
}
