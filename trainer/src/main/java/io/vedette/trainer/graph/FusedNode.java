package io.vedette.trainer.graph;

import io.vedette.trainer.graph.Operator.Convolution;
import io.vedette.trainer.graph.Operator.Linear;
import io.vedette.trainer.graph.Operator.Relu;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A node as integer kernels run it: together with the ReLU behind it, when nobody else sees the value between.
 *
 * @param output the value that leaves: of the node, or of the ReLU
 */
public record FusedNode(Node node, boolean endsInRelu, String output) {
    /** The graph's nodes in their order, each ReLU joined to the convolution or linear layer it follows where that is possible. */
    public static List<FusedNode> of(Graph graph) {
        List<FusedNode> fused = new ArrayList<>();
        Set<String> joined = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (joined.contains(node.name())) {
                continue;
            }
            Optional<Node> activation = onlyFollower(graph, node)
                    .filter(follower -> takesActivation(node) && follower.operator() instanceof Relu);
            activation.ifPresent(relu -> joined.add(relu.name()));
            fused.add(new FusedNode(
                    node, activation.isPresent(), activation.orElse(node).output()));
        }
        return fused;
    }

    private static boolean takesActivation(Node node) {
        return node.operator() instanceof Convolution || node.operator() instanceof Linear;
    }

    /** The only node that reads the output, when the outside does not read it too. */
    private static Optional<Node> onlyFollower(Graph graph, Node node) {
        List<Node> consumers = graph.consumers(node.output());
        return consumers.size() == 1 && !graph.isOutput(node.output())
                ? Optional.of(consumers.get(0))
                : Optional.empty();
    }
}
