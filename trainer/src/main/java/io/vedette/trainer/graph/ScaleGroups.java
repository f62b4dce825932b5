package io.vedette.trainer.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds the values of a graph that have one scale together, because nodes hand integers from one to the other as they are. */
public final class ScaleGroups {
    private final Map<String, Set<String>> groups = new HashMap<>();

    private ScaleGroups() {}

    /** Each value that is stored in integers, the input included, in exactly one group; in the order in which the first of each is made. */
    public static List<Set<String>> of(Collection<FusedNode> nodes) {
        ScaleGroups found = new ScaleGroups();
        Set<String> values = new LinkedHashSet<>();
        values.add(Graph.INPUT);
        nodes.forEach(fused -> values.add(fused.output()));
        values.forEach(value -> found.groups.put(value, Set.of(value)));
        for (FusedNode fused : nodes) {
            if (fused.node().operator().keepsScale()) {
                fused.node().inputs().forEach(input -> found.join(input, fused.output()));
            }
        }
        Map<Set<String>, List<String>> ordered = new LinkedHashMap<>();
        values.forEach(value -> ordered.computeIfAbsent(found.get(value), group -> new ArrayList<>())
                .add(value));
        return ordered.values().stream()
                .map(group -> Collections.unmodifiableSet(new LinkedHashSet<>(group)))
                .toList();
    }

    private void join(String first, String second) {
        Set<String> both = new LinkedHashSet<>(get(first));
        both.addAll(get(second));
        both.forEach(value -> groups.put(value, both));
    }

    private Set<String> get(String value) {
        return Objects.requireNonNull(groups.get(value), value);
    }
}
