package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A node together with what changes its output number by number behind it, when nobody else sees what lies between: batch norm, activations,
 * dropout. People count networks in these.
 */
public record Layer(List<Node> nodes) {
    public Layer {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("A layer needs a node");
        }
    }

    /** The graph's layers, in the order of their first nodes; each node belongs to one. */
    public static List<Layer> of(Graph graph) {
        List<Layer> layers = new ArrayList<>();
        Set<String> joined = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (joined.contains(node.name())) {
                continue;
            }
            List<Node> nodes = new ArrayList<>(List.of(node));
            for (Node last = node; isSeenOnlyByFollower(graph, last); last = nodes.get(nodes.size() - 1)) {
                Node follower = graph.consumers(last.output()).get(0);
                joined.add(follower.name());
                nodes.add(follower);
            }
            layers.add(new Layer(nodes));
        }
        return layers;
    }

    private static boolean isSeenOnlyByFollower(Graph graph, Node node) {
        List<Node> consumers = graph.consumers(node.output());
        return consumers.size() == 1 && !graph.isOutput(node.output()) && changesNumberByNumber(consumers.get(0));
    }

    private static boolean changesNumberByNumber(Node node) {
        return node.operator() instanceof Activation
                || node.operator() instanceof BatchNorm
                || node.operator() instanceof Dropout
                || node.operator() instanceof Identity;
    }

    /** The name of its first node. */
    public String name() {
        return nodes.get(0).name();
    }

    /** The values that it reads. */
    public List<String> inputs() {
        return nodes.get(0).inputs();
    }

    /** The value that it makes. */
    public String output() {
        return nodes.get(nodes.size() - 1).output();
    }

    public boolean hasWeights() {
        return nodes.stream().anyMatch(node -> !node.weights().isEmpty());
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
    public long multiplyAccumulates(Graph graph) {
        return nodes.stream()
                .mapToLong(node -> node.operator().multiplyAccumulates(graph.inputShapes(node)))
                .sum();
    }

    /** The shape of what it makes. */
    public Shape outputShape(Graph graph) {
        return graph.shapeOf(output());
    }
}
