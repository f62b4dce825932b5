package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.WeightSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network for classification: nodes in the order in which they run, from one picture to logits and the embedding before them.
 *
 * <p>Checked once, when made: names are unique, every value is made before it is read, every weight has the shape its operator asks for.
 */
public final class Graph {
    /** The name of the value that is the picture. */
    public static final String INPUT = "input";

    private final String name;
    private final Shape input;
    private final List<Node> nodes;
    private final String logits;
    private final String embedding;
    private final Map<String, Shape> shapes;
    private final Map<String, Node> nodesByName;
    private final Map<String, List<Node>> consumers;

    /**
     * Makes and checks a graph.
     *
     * @param input shape of one picture: channels, height, width
     * @param logits name of the value that holds a score per class
     * @param embedding name of the value that holds the features before the classifier
     */
    public Graph(String name, Shape input, List<Node> nodes, String logits, String embedding) {
        this.name = name;
        this.input = input;
        this.nodes = List.copyOf(nodes);
        this.logits = logits;
        this.embedding = embedding;
        this.shapes = new LinkedHashMap<>();
        this.nodesByName = new LinkedHashMap<>();
        this.consumers = new LinkedHashMap<>();
        if (!input.isMap()) {
            throw new InvalidGraphException(name, "input", "needs channels, height, width but found shape " + input);
        }
        shapes.put(INPUT, input);
        consumers.put(INPUT, new ArrayList<>());
        for (Node node : this.nodes) {
            add(node);
        }
        checkOutput("logits", logits);
        checkOutput("embedding", embedding);
        if (logits.equals(embedding)) {
            throw new InvalidGraphException(
                    name, "embedding", "must be another value than logits but both are " + logits);
        }
    }

    private void add(Node node) {
        String subject = "node " + node.name();
        if (nodesByName.putIfAbsent(node.name(), node) != null) {
            throw new InvalidGraphException(name, subject, "a second node of that name");
        }
        List<Shape> inputShapes = new ArrayList<>();
        for (String value : node.inputs()) {
            Shape shape = shapes.get(value);
            if (shape == null) {
                throw new InvalidGraphException(
                        name, subject, "reads value " + value + ", which no node before it makes");
            }
            inputShapes.add(shape);
        }
        Shape output = inferOutput(node, subject, inputShapes);
        for (String value : new HashSet<>(node.inputs())) {
            consumers.computeIfAbsent(value, key -> new ArrayList<>()).add(node);
        }
        if (shapes.putIfAbsent(node.output(), output) != null) {
            throw new InvalidGraphException(name, subject, "makes value " + node.output() + ", which exists already");
        }
        consumers.put(node.output(), new ArrayList<>());
    }

    private Shape inferOutput(Node node, String subject, List<Shape> inputShapes) {
        try {
            Shape output = node.operator().outputShape(inputShapes);
            checkWeights(node, subject, node.operator().weights(inputShapes));
            return output;
        } catch (IllegalArgumentException e) {
            throw new InvalidGraphException(name, subject, String.valueOf(e.getMessage()));
        }
    }

    private void checkWeights(Node node, String subject, List<WeightSpec> specs) {
        Set<WeightRole> unknown = new HashSet<>(node.weights().keySet());
        for (WeightSpec spec : specs) {
            unknown.remove(spec.role());
            Tensor weight = node.weights().get(spec.role());
            if (weight == null) {
                if (!spec.isOptional()) {
                    throw new InvalidGraphException(
                            name, subject, "weight " + spec.role() + " of shape " + spec.shape() + " is missing");
                }
            } else if (!weight.shape().equals(spec.shape())) {
                throw new InvalidGraphException(
                        name,
                        subject,
                        "weight " + spec.role() + " must have shape " + spec.shape() + " but has " + weight.shape());
            }
        }
        if (!unknown.isEmpty()) {
            throw new InvalidGraphException(name, subject, "takes no weight " + unknown);
        }
    }

    private void checkOutput(String role, String value) {
        Shape shape = shapes.get(value);
        if (shape == null || value.equals(INPUT)) {
            throw new InvalidGraphException(name, role, "no node makes value " + value);
        }
        if (!shape.isVector()) {
            throw new InvalidGraphException(name, role, "must be a vector but value " + value + " has shape " + shape);
        }
    }

    public String name() {
        return name;
    }

    /** The shape of one picture: channels, height, width. */
    public Shape input() {
        return input;
    }

    public List<Node> nodes() {
        return nodes;
    }

    public String logits() {
        return logits;
    }

    public String embedding() {
        return embedding;
    }

    public int classes() {
        return shapeOf(logits).elements();
    }

    /** Whether the outside sees this value: logits or embedding. */
    public boolean isOutput(String value) {
        return value.equals(logits) || value.equals(embedding);
    }

    public Shape shapeOf(String value) {
        Shape shape = shapes.get(value);
        if (shape == null) {
            throw new IllegalArgumentException("Graph " + name + " has no value " + value);
        }
        return shape;
    }

    /** The shapes of what a node reads. */
    public List<Shape> inputShapes(Node node) {
        return node.inputs().stream().map(this::shapeOf).toList();
    }

    /** The names of all values with their shapes, the input first, in the order in which they are made. */
    public Map<String, Shape> values() {
        return Collections.unmodifiableMap(shapes);
    }

    public Node getNode(String nodeName) {
        Node node = nodesByName.get(nodeName);
        if (node == null) {
            throw new IllegalArgumentException("Graph " + name + " has no node " + nodeName);
        }
        return node;
    }

    /** The nodes that read a value, in the order in which they run. */
    public List<Node> consumers(String value) {
        shapeOf(value);
        return Collections.unmodifiableList(consumers.getOrDefault(value, List.of()));
    }

    /** The values on which logits and embedding depend, these two among them. */
    public Set<String> neededValues() {
        Set<String> needed = new HashSet<>(List.of(logits, embedding));
        Ancestors.among(nodes, needed).forEach(node -> needed.addAll(node.inputs()));
        return needed;
    }

    /** How many numbers training can change. */
    public long parameterCount() {
        return nodes.stream()
                .flatMap(node -> node.weights().entrySet().stream())
                .filter(weight -> weight.getKey().isTrained())
                .mapToLong(weight -> weight.getValue().elements())
                .sum();
    }

    /** Multiplications with a weight, each with its addition, for one picture. */
    public long multiplyAccumulates() {
        return nodes.stream()
                .mapToLong(node -> node.operator().multiplyAccumulates(inputShapes(node)))
                .sum();
    }

    /** This graph, or an exception that names the first node with a weight that is not a number or infinite. */
    public Graph requireFinite() {
        for (Node node : nodes) {
            node.weights().forEach((role, tensor) -> {
                if (!tensor.isFinite()) {
                    throw new InvalidGraphException(
                            name,
                            "node " + node.name(),
                            "weight " + role + " holds a value that is not a finite number");
                }
            });
        }
        return this;
    }

    /** The same graph with other weights: node name, then role; nodes and roles left out keep theirs. */
    public Graph withWeights(Map<String, Map<WeightRole, Tensor>> weights) {
        weights.keySet().forEach(this::getNode);
        List<Node> replaced = nodes.stream()
                .map(node -> node.withWeights(weights.getOrDefault(node.name(), Map.of())))
                .toList();
        return withNodes(replaced);
    }

    /** A graph of other nodes with the same name, input and outputs. */
    public Graph withNodes(List<Node> newNodes) {
        return new Graph(name, input, newNodes, logits, embedding);
    }

    /** Equal graphs have the same structure and the same weights to the last bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Graph graph
                && name.equals(graph.name)
                && input.equals(graph.input)
                && nodes.equals(graph.nodes)
                && logits.equals(graph.logits)
                && embedding.equals(graph.embedding);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + nodes.hashCode();
    }

    @Override
    public String toString() {
        return "Graph " + name + " " + input + ", " + nodes.size() + " nodes, " + parameterCount() + " parameters";
    }
}
