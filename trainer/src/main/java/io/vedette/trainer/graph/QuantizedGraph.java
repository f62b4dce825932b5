package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.WeightRole;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A graph whose values have integer parameters and whose weights are integers: what every integer file is written from.
 *
 * <p>Values are INT8 with one scale; a value inside a {@link FusedNode} never exists in integers and has none. Weights are symmetric INT8,
 * biases INT32 with the scale of input times weight. Integer weights need not be the nearest to the graph's own: correction of biases
 * changes them alone.
 *
 * <p>Nodes may stay in floats. Such a node reads what a node in integers made as that is stored, and what a node in floats made as it was
 * made; what it makes becomes integers for nodes in integers and for the outside.
 *
 * @param weights node name, then role; those of nodes in floats are not used
 * @param floatNodes names of the nodes that stay in floats, each with its activation
 */
public record QuantizedGraph(
        Graph graph,
        Map<String, QuantizationParameters> values,
        Map<String, Map<WeightRole, QuantizedTensor>> weights,
        Set<String> floatNodes) {
    public QuantizedGraph {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        Map<String, Map<WeightRole, QuantizedTensor>> copied = new LinkedHashMap<>();
        weights.forEach((node, tensors) -> copied.put(node, Collections.unmodifiableMap(new EnumMap<>(tensors))));
        weights = Collections.unmodifiableMap(copied);
        floatNodes = Collections.unmodifiableSet(new LinkedHashSet<>(floatNodes));
        Set<String> unknown = new LinkedHashSet<>(floatNodes);
        requireParameters(graph, values, Graph.INPUT);
        for (FusedNode fused : FusedNode.of(graph)) {
            unknown.remove(fused.node().name());
            requireParameters(graph, values, fused.output());
            checkKept(graph, values, fused);
            checkWeights(graph, fused.node(), weights.getOrDefault(fused.node().name(), Map.of()));
        }
        if (!unknown.isEmpty()) {
            throw new InvalidGraphException(
                    graph.name(), "nodes in floats", "no node, or none that runs by itself, is named " + unknown);
        }
    }

    /** A graph all of whose nodes run in integers. */
    public QuantizedGraph(
            Graph graph,
            Map<String, QuantizationParameters> values,
            Map<String, Map<WeightRole, QuantizedTensor>> weights) {
        this(graph, values, weights, Set.of());
    }

    private static void requireParameters(Graph graph, Map<String, QuantizationParameters> values, String value) {
        QuantizationParameters parameters = values.get(value);
        if (parameters == null) {
            throw new InvalidGraphException(graph.name(), "value " + value, "has no quantization parameters");
        }
        if (parameters.type() != QuantizedType.INT8 || parameters.granularity() != Granularity.PER_TENSOR) {
            throw new InvalidGraphException(
                    graph.name(), "value " + value, "must be INT8 with one scale but has " + parameters);
        }
    }

    private static void checkKept(Graph graph, Map<String, QuantizationParameters> values, FusedNode fused) {
        if (!fused.node().operator().keepsScale()) {
            return;
        }
        for (String input : fused.node().inputs()) {
            if (!Objects.equals(values.get(fused.output()), values.get(input))) {
                throw new InvalidGraphException(
                        graph.name(),
                        "node " + fused.node().name(),
                        "keeps the scale of its input but its parameters differ");
            }
        }
    }

    private static void checkWeights(Graph graph, Node node, Map<WeightRole, QuantizedTensor> tensors) {
        node.weights().forEach((role, real) -> {
            QuantizedTensor integers = tensors.get(role);
            if (integers == null || !integers.shape().equals(real.shape())) {
                throw new InvalidGraphException(
                        graph.name(),
                        "node " + node.name(),
                        "weight " + role + " has no integers of shape " + real.shape());
            }
        });
    }

    /** How a value is stored. */
    public QuantizationParameters getParameters(String value) {
        QuantizationParameters parameters = values.get(value);
        if (parameters == null) {
            throw new IllegalArgumentException(
                    "Value " + value + " of graph " + graph.name() + " is not stored in integers");
        }
        return parameters;
    }

    public Optional<QuantizedTensor> findWeight(Node node, WeightRole role) {
        return Optional.ofNullable(weights.getOrDefault(node.name(), Map.of()).get(role));
    }

    public QuantizedTensor getWeight(Node node, WeightRole role) {
        return findWeight(node, role)
                .orElseThrow(
                        () -> new IllegalArgumentException("Node " + node.name() + " has no integer weight " + role));
    }

    /** A node with the real numbers that its integer weights stand for. */
    public Node dequantized(Node node) {
        Map<WeightRole, Tensor> real = new EnumMap<>(WeightRole.class);
        weights.getOrDefault(node.name(), Map.of()).forEach((role, tensor) -> real.put(role, tensor.toReal()));
        return node.withWeights(real);
    }

    /** The same graph with other integers for the weights of some nodes. */
    public QuantizedGraph withWeights(Map<String, Map<WeightRole, QuantizedTensor>> replacements) {
        Map<String, Map<WeightRole, QuantizedTensor>> merged = new LinkedHashMap<>(weights);
        merged.putAll(replacements);
        return new QuantizedGraph(graph, values, merged, floatNodes);
    }

    /** The same graph with these nodes in floats and all others in integers. */
    public QuantizedGraph withFloatNodes(Set<String> names) {
        return new QuantizedGraph(graph, values, weights, names);
    }

    public boolean isFloat(FusedNode fused) {
        return floatNodes.contains(fused.node().name());
    }

    /** The nodes as they run in integers. */
    public List<FusedNode> nodes() {
        return FusedNode.of(graph);
    }
}
