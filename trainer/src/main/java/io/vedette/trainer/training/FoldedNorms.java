package io.vedette.trainer.training;

import ai.djl.ndarray.NDArray;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The batch norms of a graph that fold into the convolutions before them, while both change. */
final class FoldedNorms {
    private final Map<String, List<Node>> normsOf = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /**
     * Finds them.
     *
     * @param folded the same graph with batch norm folded
     */
    FoldedNorms(Graph graph, Graph folded) {
        for (Node after : folded.nodes()) {
            List<Node> norms = new ArrayList<>();
            String value = graph.getNode(after.name()).output();
            while (!value.equals(after.output())) {
                Node norm = graph.consumers(value).get(0);
                norms.add(norm);
                names.add(norm.name());
                value = norm.output();
            }
            normsOf.put(after.name(), norms);
        }
    }

    /** Whether a convolution does a node's work. */
    boolean has(Node node) {
        return names.contains(node.name());
    }

    /**
     * What the weights of a node become with its batch norms multiplied in by their running statistics; gradients reach all of them.
     *
     * @param weights of each node, of which what is made here takes the manager
     */
    NodeWeights fold(Node node, Function<Node, NodeWeights> weights) {
        NDArray weight = weights.apply(node).get(WeightRole.WEIGHT);
        NDArray bias = weights.apply(node).find(WeightRole.BIAS);
        for (Node norm : normsOf.getOrDefault(node.name(), List.of())) {
            NodeWeights own = weights.apply(norm);
            float epsilon = ((BatchNorm) norm.operator()).epsilon();
            NDArray factor = own.get(WeightRole.GAMMA)
                    .div(own.get(WeightRole.VARIANCE).add(epsilon).sqrt());
            weight = weight.mul(factor.reshape(-1, 1, 1, 1));
            bias = centred(bias, own.get(WeightRole.MEAN)).mul(factor).add(own.get(WeightRole.BETA));
        }
        return NodeWeights.of(weight, bias);
    }

    private static NDArray centred(@Nullable NDArray bias, NDArray mean) {
        return bias == null ? mean.neg() : bias.sub(mean);
    }
}
