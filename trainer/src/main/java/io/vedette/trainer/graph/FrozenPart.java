package io.vedette.trainer.graph;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The nodes of a graph that keep their weights while the others are trained.
 *
 * @param nodes their names, of nodes with weights alone
 */
public record FrozenPart(Set<String> nodes) {
    /** All is trained. */
    public static final FrozenPart NONE = new FrozenPart(Set.of());

    public FrozenPart {
        nodes = Collections.unmodifiableSet(new LinkedHashSet<>(nodes));
    }

    /** Everything before the classifier. */
    public static FrozenPart beforeClassifier(Graph graph) {
        return of(Ancestors.of(graph, graph.embedding()).stream());
    }

    /** The first so many layers with weights, in the order in which they run. */
    public static FrozenPart ofFirstLayers(Graph graph, int count) {
        List<Layer> weighted =
                Layer.of(graph).stream().filter(Layer::hasWeights).toList();
        if (count < 0 || count >= weighted.size()) {
            throw new IllegalArgumentException("of the network's " + weighted.size() + " layers with weights 0 to "
                    + (weighted.size() - 1) + " can be frozen, not " + count);
        }
        return of(weighted.subList(0, count).stream().flatMap(layer -> layer.nodes().stream()));
    }

    /** The layer that has a node of that name, and all that it depends on. */
    public static FrozenPart upTo(Graph graph, String node) {
        Layer last = Layer.of(graph).stream()
                .filter(layer ->
                        layer.nodes().stream().anyMatch(each -> each.name().equals(node)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the network has no layer '" + node + "'"));
        FrozenPart frozen = of(Ancestors.of(graph, last.output()).stream());
        Set<String> trained = new HashSet<>(of(graph.nodes().stream()).nodes());
        trained.removeAll(frozen.nodes());
        if (trained.isEmpty()) {
            throw new IllegalArgumentException("up to layer '" + node + "' is all of the network: nothing is trained");
        }
        return frozen;
    }

    private static FrozenPart of(Stream<Node> nodes) {
        Set<String> names = new LinkedHashSet<>();
        nodes.filter(node -> !node.weights().isEmpty()).forEach(node -> names.add(node.name()));
        return new FrozenPart(names);
    }

    /** How many numbers stay as they are that training could change. */
    public long parameterCount(Graph graph) {
        return Layer.of(graph).stream()
                .filter(this::holds)
                .mapToLong(Layer::parameterCount)
                .sum();
    }

    /** How many layers stay as they are. */
    public long layerCount(Graph graph) {
        return Layer.of(graph).stream().filter(this::holds).count();
    }

    private boolean holds(Layer layer) {
        return layer.nodes().stream().anyMatch(this::contains);
    }

    public boolean contains(Node node) {
        return nodes.contains(node.name());
    }
}
