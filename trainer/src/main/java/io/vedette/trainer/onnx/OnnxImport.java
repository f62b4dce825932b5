package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.InvalidGraphException;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Softmax;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The way of one file's graph into ours: constants and the picture, each node in turn, then the two outputs. */
final class OnnxImport {
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx");
    /** A hundred times as many as the largest classifiers have. */
    private static final int MAX_NODES = 100_000;

    private static final Map<String, NodeReading> READINGS = readings();

    private final String file;
    private final int opset;
    private final GraphProto source;
    private final FinalSoftmax softmax;
    private final Map<String, OnnxValue> values = new HashMap<>();
    private final Map<String, Integer> readers = new HashMap<>();

    OnnxImport(String file, int opset, GraphProto source, FinalSoftmax softmax) {
        this.file = file;
        this.opset = opset;
        this.source = source;
        this.softmax = softmax;
    }

    private static Map<String, NodeReading> readings() {
        Map<String, NodeReading> all = new HashMap<>();
        all.putAll(WindowReading.readings());
        all.putAll(ActivationReading.readings());
        all.putAll(ArithmeticReading.readings());
        all.putAll(ShapeReading.readings());
        all.putAll(QuantizationReading.readings());
        return all;
    }

    OnnxNetwork run() {
        requireKnown();
        countReaders();
        Map<String, TensorProto> constants = constants();
        ValueInfoProto input = input(constants.keySet());
        Set<String> given = new HashSet<>(constants.keySet());
        given.add(input.getName());
        List<NodeProto> nodes = NodeOrder.of(file, source.getNodeList(), given);
        constants.forEach((name, tensor) -> {
            if (readers.containsKey(name)) {
                values.put(name, OnnxConstant.of(file, name, tensor));
            }
        });
        Picture picture = Picture.of(file, input);
        bind(input.getName(), picture.value());
        GraphAssembly assembly = assembly(picture);
        for (NodeProto node : nodes) {
            bind(node.getOutput(0), read(node, assembly));
        }
        Graph graph = finished(picture, assembly);
        return new OnnxNetwork(graph, assembly.storage().build().of(graph));
    }

    private GraphAssembly assembly(Picture picture) {
        try {
            return new GraphAssembly(picture.shape(), source.getSerializedSize());
        } catch (IllegalArgumentException e) {
            throw new OnnxFormatException(file, String.valueOf(e.getMessage()));
        }
    }

    /** All nodes are judged before any is read, so that what is missing is named whatever else is wrong. */
    private void requireKnown() {
        if (source.getNodeCount() > MAX_NODES) {
            throw new OnnxFormatException(
                    file, "holds " + source.getNodeCount() + " nodes but at most " + MAX_NODES + " are read");
        }
        for (NodeProto node : source.getNodeList()) {
            String problem = "is an operator that is not read";
            if (!DOMAINS.contains(node.getDomain()) || !READINGS.containsKey(node.getOpType())) {
                throw new OnnxOperatorException(file, OnnxNode.nameOf(node), OnnxNode.operatorOf(node), problem);
            }
            if (node.getOutputCount() == 0 || node.getOutput(0).isEmpty()) {
                throw new OnnxFormatException(file, "holds node " + OnnxNode.nameOf(node) + " without an output");
            }
        }
        if (source.getSparseInitializerCount() > 0) {
            throw new OnnxFormatException(file, "holds sparse tensors, which are not read");
        }
    }

    private void countReaders() {
        source.getNodeList().forEach(node -> node.getInputList().forEach(name -> readers.merge(name, 1, Integer::sum)));
        source.getOutputList().forEach(output -> readers.merge(output.getName(), 1, Integer::sum));
    }

    private Map<String, TensorProto> constants() {
        Map<String, TensorProto> constants = new HashMap<>();
        for (TensorProto tensor : source.getInitializerList()) {
            if (constants.put(tensor.getName(), tensor) != null) {
                throw new OnnxFormatException(file, "holds tensor " + tensor.getName() + " twice");
            }
        }
        return constants;
    }

    private ValueInfoProto input(Set<String> constants) {
        // Files before version 4 of the format name their constants among the inputs.
        List<ValueInfoProto> inputs = source.getInputList().stream()
                .filter(input -> !constants.contains(input.getName()))
                .toList();
        if (inputs.size() != 1) {
            throw new OnnxFormatException(
                    file,
                    "must have one input, a picture, but has "
                            + inputs.stream().map(ValueInfoProto::getName).toList());
        }
        return inputs.get(0);
    }

    private void bind(String name, OnnxValue value) {
        boolean isShared = readers.getOrDefault(name, 0) > 1;
        values.put(name, isShared && value instanceof GraphValue graphValue ? graphValue.shared() : value);
    }

    private OnnxValue read(NodeProto proto, GraphAssembly assembly) {
        List<Optional<OnnxValue>> inputs = proto.getInputList().stream()
                .map(name -> Optional.ofNullable(values.get(name)))
                .toList();
        OnnxNode node = new OnnxNode(file, opset, proto, inputs);
        for (String output : proto.getOutputList().subList(1, proto.getOutputCount())) {
            if (readers.containsKey(output) && !output.isEmpty()) {
                throw node.fault("has output " + output + ", which is read, but only its first output is known");
            }
        }
        NodeReading reading = READINGS.get(proto.getOpType());
        if (reading == null) {
            throw new IllegalStateException(
                    "Operator " + proto.getOpType() + " was let in unknown: a fault of the program");
        }
        try {
            OnnxValue value = reading.read(node, assembly);
            node.requireAllAsked();
            return value;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw node.fault(String.valueOf(e.getMessage()));
        }
    }

    // The outputs.

    private Graph finished(Picture picture, GraphAssembly assembly) {
        GraphValue scores = output(logitsName());
        if (softmax == FinalSoftmax.DROPPED) {
            scores = beforeSoftmax(scores, assembly);
        }
        String logits = vector(scores, assembly);
        String embedding = source.getOutputList().stream()
                .map(ValueInfoProto::getName)
                .filter(ValueNames.EMBEDDING::equals)
                .findFirst()
                .map(name -> vector(output(name), assembly))
                .orElseGet(() -> beforeClassifier(assembly, logits));
        String name = source.getName().isBlank() ? "imported" : source.getName();
        List<Node> nodes = assembly.neededFor(List.of(logits, embedding));
        try {
            return new Graph(name, picture.shape(), nodes, logits, embedding).requireFinite();
        } catch (InvalidGraphException e) {
            throw new OnnxFormatException(file, "gives no graph: " + e.getMessage());
        }
    }

    private String logitsName() {
        List<String> names =
                source.getOutputList().stream().map(ValueInfoProto::getName).toList();
        if (names.contains(ValueNames.LOGITS)) {
            return ValueNames.LOGITS;
        }
        List<String> others = names.stream()
                .filter(name -> !name.equals(ValueNames.EMBEDDING))
                .toList();
        if (others.size() != 1) {
            throw new OnnxFormatException(
                    file, "must have one output, or one named " + ValueNames.LOGITS + ", but has outputs " + names);
        }
        return others.get(0);
    }

    private GraphValue output(String name) {
        if (values.get(name) instanceof GraphValue value && value.integers().isEmpty()) {
            return value;
        }
        throw new OnnxFormatException(file, "has output " + name + ", which is not made from the picture, in floats");
    }

    private static GraphValue beforeSoftmax(GraphValue shares, GraphAssembly assembly) {
        GraphValue value = shares;
        Optional<Node> last = assembly.producer(value.name());
        while (last.isPresent() && last.get().operator() instanceof Softmax) {
            value = value.withName(last.get().input());
            last = assembly.producer(value.name());
        }
        return value;
    }

    private String vector(GraphValue value, GraphAssembly assembly) {
        long axes = value.dimensions().stream().filter(size -> size != 1).count();
        if (axes > 1) {
            throw new OnnxFormatException(
                    file,
                    "has an output of shape " + value.dimensions() + " but it must be a vector: a score per class");
        }
        return assembly.asVector(value);
    }

    /** The input of the last layer with weights, as a vector. */
    private String beforeClassifier(GraphAssembly assembly, String logits) {
        List<Node> nodes = assembly.neededFor(List.of(logits));
        Collections.reverse(nodes);
        Node classifier = nodes.stream()
                .filter(node -> isClassifier(node, assembly))
                .findFirst()
                .orElseThrow(() -> new OnnxFormatException(
                        file, "has no linear layer and no convolution, so that there are no features before it"));
        String features = classifier.input();
        Shape shape = assembly.shapeOf(features);
        if (shape.isMap() && shape.elements() > shape.channels()) {
            features = assembly.add(features + "/pooled", new GlobalAveragePool(), features);
        }
        return assembly.reshaped(features, Shape.of(assembly.shapeOf(features).elements()));
    }

    private static boolean isClassifier(Node node, GraphAssembly assembly) {
        return node.operator() instanceof Linear
                || (node.operator() instanceof Convolution convolution
                        && !convolution.isDepthwise(
                                assembly.shapeOf(node.input()).channels()));
    }
}
