package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Reshape;
import io.vedette.trainer.graph.operator.Transpose;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which values and weights of a graph a file holds as integers, and how; what is not named it holds in floats.
 *
 * @param values by name; a file may store a value more than once, in other integers each time, in their order
 * @param weights node name, then role
 */
public record GraphStorage(
        Map<String, List<TensorStorage>> values, Map<String, Map<WeightRole, TensorStorage>> weights) {
    /** All of it in floats. */
    public static final GraphStorage FLOATS = new GraphStorage(Map.of(), Map.of());

    public GraphStorage {
        Map<String, List<TensorStorage>> copiedValues = new LinkedHashMap<>();
        values.forEach((value, storages) -> copiedValues.put(value, List.copyOf(storages)));
        values = Collections.unmodifiableMap(copiedValues);
        Map<String, Map<WeightRole, TensorStorage>> copiedWeights = new LinkedHashMap<>();
        weights.forEach((node, roles) -> copiedWeights.put(node, Collections.unmodifiableMap(new EnumMap<>(roles))));
        weights = Collections.unmodifiableMap(copiedWeights);
    }

    /** Whether anything is held as integers. */
    public boolean isInteger() {
        return !values.isEmpty() || !weights.isEmpty();
    }

    /** The integers that a value is stored in, one after the other; none where it is in floats. */
    public List<TensorStorage> ofValue(String value) {
        return values.getOrDefault(value, List.of());
    }

    public Optional<TensorStorage> findWeight(String node, WeightRole role) {
        return Optional.ofNullable(weights.getOrDefault(node, Map.of()).get(role));
    }

    /** Of this what speaks of values and weights that a graph has; what only hands on its input's numbers has them stored alike. */
    public GraphStorage of(Graph graph) {
        Builder builder = new Builder();
        values.forEach((value, storages) -> {
            if (graph.values().containsKey(value)) {
                storages.forEach(storage -> builder.value(value, storage));
            }
        });
        for (Node node : graph.nodes()) {
            weights.getOrDefault(node.name(), Map.of()).forEach((role, storage) -> {
                if (node.findWeight(role).isPresent()) {
                    builder.weight(node.name(), role, storage);
                }
            });
            if (handsOn(node.operator()) && ofValue(node.output()).isEmpty()) {
                builder.copyValue(node.input(), node.output());
            }
        }
        return builder.build();
    }

    private static boolean handsOn(Operator operator) {
        return operator instanceof Flatten
                || operator instanceof Reshape
                || operator instanceof Transpose
                || operator instanceof Dropout
                || operator instanceof Identity;
    }

    /** Gathers what a reader comes upon. */
    public static final class Builder {
        private final Map<String, List<TensorStorage>> values = new LinkedHashMap<>();
        private final Map<String, Map<WeightRole, TensorStorage>> weights = new LinkedHashMap<>();

        /** Notes that a value is stored, unless the same is known already. */
        public void value(String name, TensorStorage storage) {
            List<TensorStorage> known = values.computeIfAbsent(name, key -> new ArrayList<>());
            if (!known.contains(storage)) {
                known.add(storage);
            }
        }

        /** Notes that one value is stored as another is, if that is. */
        void copyValue(String from, String to) {
            List.copyOf(values.getOrDefault(from, List.of())).forEach(storage -> value(to, storage));
        }

        public void weight(String node, WeightRole role, TensorStorage storage) {
            weights.computeIfAbsent(node, key -> new EnumMap<>(WeightRole.class))
                    .put(role, storage);
        }

        /** Forgets how a node's weights are stored, since they are no longer those of the file. */
        public void forgetWeights(String node) {
            weights.remove(node);
        }

        public GraphStorage build() {
            return new GraphStorage(values, weights);
        }
    }
}
