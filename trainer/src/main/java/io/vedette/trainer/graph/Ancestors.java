package io.vedette.trainer.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nodes without which a value cannot be made. */
public final class Ancestors {
    private Ancestors() {}

    /** Those of a value, its maker included, in the order in which they run. */
    public static List<Node> of(Graph graph, String value) {
        graph.shapeOf(value);
        return among(graph.nodes(), Set.of(value));
    }

    /**
     * Those of some values, their makers included, in the order in which they run.
     *
     * @param nodes in the order in which they run
     */
    public static List<Node> among(List<Node> nodes, Collection<String> values) {
        Set<String> needed = new HashSet<>(values);
        List<Node> found = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (needed.contains(node.output())) {
                needed.addAll(node.inputs());
                found.add(node);
            }
        }
        Collections.reverse(found);
        return found;
    }
}
