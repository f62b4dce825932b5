package io.vedette.trainer.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Makes a graph smaller, as long as it keeps a fault: node by node is left out, its readers reading what it read. */
public final class GraphReducer {
    private GraphReducer() {}

    /** A graph with the fault of which no single node can be left out. */
    public static Graph reduce(Graph graph, Predicate<Graph> hasFault) {
        Graph smallest = graph;
        for (int position = smallest.nodes().size() - 1; position >= 0; ) {
            Optional<Graph> smaller = without(smallest, smallest.nodes().get(position)).stream()
                    .filter(hasFault)
                    .findFirst();
            if (smaller.isPresent()) {
                // What was needed before may not be any more, now that others are gone.
                smallest = smaller.get();
                position = smallest.nodes().size() - 1;
            } else {
                position--;
            }
        }
        return smallest;
    }

    /** The valid graphs in which one of the node's inputs stands for its output. */
    private static List<Graph> without(Graph graph, Node left) {
        List<Graph> candidates = new ArrayList<>();
        for (String input : left.inputs()) {
            UnaryOperator<String> renamed = value -> value.equals(left.output()) ? input : value;
            List<Node> nodes = graph.nodes().stream()
                    .filter(node -> !node.name().equals(left.name()))
                    .map(node ->
                            node.withInputs(node.inputs().stream().map(renamed).toList()))
                    .toList();
            try {
                candidates.add(new Graph(
                        graph.name(),
                        graph.input(),
                        nodes,
                        renamed.apply(graph.logits()),
                        renamed.apply(graph.embedding())));
            } catch (InvalidGraphException e) {
                // The node cannot be left out so.
            }
        }
        return candidates;
    }

    /** A graph for whoever must find out what is wrong with it: a line per node. */
    public static String text(Graph graph) {
        StringBuilder text = new StringBuilder();
        text.append(graph.name()).append(", picture ").append(graph.input()).append('\n');
        for (Node node : graph.nodes()) {
            text.append("  ")
                    .append(node.output())
                    .append(' ')
                    .append(graph.shapeOf(node.output()))
                    .append(" = ")
                    .append(node.operator())
                    .append(" of ")
                    .append(node.inputs())
                    .append(' ')
                    .append(node.weights().keySet())
                    .append('\n');
        }
        return text.append("  logits ")
                .append(graph.logits())
                .append(", embedding ")
                .append(graph.embedding())
                .toString();
    }
}
