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
 * of its result, which it lengthens too.
 */
public final class OptimizedGraph {
    private static final Set<String> INTEGER_KERNELS =
            Set.of("QLinearConv", "QGemm", "QLinearMatMul", "MatMulIntegerToFloat", "ConvInteger", "MatMulInteger");
    private static final Set<String> BETWEEN = Set.of("QuantizeLinear", "DequantizeLinear");
    /** What the runtime puts around kernels that want channels in blocks. */
    private static final Set<String> REORDERING = Set.of("ReorderInput", "ReorderOutput");

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
                .filter(candidate -> candidate.getInputList().stream().skip(1).anyMatch(name -> isOf(weight, name))
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
        NodeProto producer = producer(node.getInput(0));
        boolean readsIntegers = producer != null && producer.getOpType().equals("DequantizeLinear");
        if (!readsIntegers) {
            reasons.add("it reads floats of " + (producer == null ? "the file's input" : producer.getOpType()));
        }
        List<NodeProto> consumers = consumers(node.getOutput(0));
        if (consumers.isEmpty()) {
            reasons.add("its result leaves the file");
        }
        for (NodeProto consumer : consumers) {
            if (!consumer.getOpType().equals("QuantizeLinear")) {
                reasons.add(consumer.getOpType() + " reads its result before it becomes integers");
            } else if (readsIntegers && producer != null) {
                String from = type(producer);
                String to = type(consumer);
                reasons.add(
                        from.equals(to)
                                ? "it reads and writes " + from + ", but the runtime has no integer kernel that fits"
                                : "it reads " + from + " and writes " + to);
            }
        }
        return String.join(", ", reasons);
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
