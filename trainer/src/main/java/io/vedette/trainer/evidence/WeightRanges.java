package io.vedette.trainer.evidence;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the weights of each output channel of a layer reach from zero.
 *
 * @param before largest absolute weight by channel
 * @param after the same when the channels were equalized; empty if they were not
 */
public record WeightRanges(String node, List<Double> before, List<Double> after) {
    public WeightRanges {
        before = List.copyOf(before);
        after = List.copyOf(after);
        if (!after.isEmpty() && after.size() != before.size()) {
            throw new IllegalArgumentException("Node " + node + " has " + before.size()
                    + " channels before equalization and " + after.size() + " after it");
        }
    }

    /** The ranges of every layer of a graph. */
    public static List<WeightRanges> of(Graph graph) {
        return of(graph, Optional.empty());
    }

    /** The ranges of every layer of a graph, and of the same graph equalized. */
    public static List<WeightRanges> of(Graph before, Graph after) {
        return of(before, Optional.of(after));
    }

    private static List<WeightRanges> of(Graph before, Optional<Graph> after) {
        List<WeightRanges> ranges = new ArrayList<>();
        for (Node node : before.nodes()) {
            node.findWeight(WeightRole.WEIGHT)
                    .ifPresent(weight -> ranges.add(new WeightRanges(
                            node.name(),
                            reach(weight),
                            after.map(graph -> reach(graph.getNode(node.name()).getWeight(WeightRole.WEIGHT)))
                                    .orElse(List.of()))));
        }
        return ranges;
    }

    private static List<Double> reach(Tensor weight) {
        int channels = weight.shape().dimensions().get(0);
        float[] values = weight.toArray();
        int size = values.length / channels;
        List<Double> reach = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            double highest = 0;
            for (int i = 0; i < size; i++) {
                highest = Math.max(highest, Math.abs(values[channel * size + i]));
            }
            reach.add(highest);
        }
        return reach;
    }

    /** How many times further the widest channel reaches than the narrowest that is not all zero; 1 for equal ones. */
    public static double spread(List<Double> reach) {
        double widest = reach.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        double narrowest = reach.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> value > 0)
                .min()
                .orElse(widest);
        return narrowest == 0 ? 1 : widest / narrowest;
    }
}
