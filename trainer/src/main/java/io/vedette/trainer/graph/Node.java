package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One occurrence of an operator: which values it reads, which value it makes, and its weights. */
public record Node(
        String name, Operator operator, List<String> inputs, String output, Map<WeightRole, Tensor> weights) {
    public Node {
        inputs = List.copyOf(inputs);
        EnumMap<WeightRole, Tensor> ordered = new EnumMap<>(WeightRole.class);
        ordered.putAll(weights);
        weights = Collections.unmodifiableMap(ordered);
        if (name.isBlank() || output.isBlank()) {
            throw new IllegalArgumentException(
                    "A node needs a name and an output but found '" + name + "' and '" + output + "'");
        }
    }

    /** A node with one input whose output bears the node's name. */
    public static Node of(String name, Operator operator, String input, Map<WeightRole, Tensor> weights) {
        return new Node(name, operator, List.of(input), name, weights);
    }

    /** The only input of a node that has one. */
    public String input() {
        if (inputs.size() != 1) {
            throw new IllegalStateException(
                    "Node " + name + " has " + inputs.size() + " inputs where one was asked for");
        }
        return inputs.get(0);
    }

    public Tensor getWeight(WeightRole role) {
        return findWeight(role)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Node " + name + " has no weight " + role + ", only " + weights.keySet()));
    }

    public Optional<Tensor> findWeight(WeightRole role) {
        return Optional.ofNullable(weights.get(role));
    }

    /** This node with the given weights in place of those of the same roles. */
    public Node withWeights(Map<WeightRole, Tensor> replacements) {
        Map<WeightRole, Tensor> merged = new HashMap<>(weights);
        merged.putAll(replacements);
        return new Node(name, operator, inputs, output, merged);
    }

    public Node withInputs(List<String> newInputs) {
        return new Node(name, operator, newInputs, output, weights);
    }

    public Node withOutput(String newOutput) {
        return new Node(name, operator, inputs, newOutput, weights);
    }
}
