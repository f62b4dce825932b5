package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A node as integer kernels run it: together with the ReLU or ReLU6 behind it, when nobody else sees the value between.
 *
 * @param output the value that leaves: of the node, or of the activation
 */
public record FusedNode(Node node, Optional<Activation> activation, String output) {
    /** The graph's nodes in their order, each ReLU and ReLU6 joined to the convolution, linear layer or sum it follows where that is possible. */
    public static List<FusedNode> of(Graph graph) {
        List<FusedNode> fused = new ArrayList<>();
        Set<String> joined = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (joined.contains(node.name())) {
                continue;
            }
            Optional<Node> activation =
                    onlyFollower(graph, node).filter(follower -> takesActivation(node) && isClamp(follower));
            activation.ifPresent(follower -> joined.add(follower.name()));
            fused.add(new FusedNode(
                    node,
                    activation.map(follower -> (Activation) follower.operator()),
                    activation.orElse(node).output()));
        }
        return fused;
    }

    private static boolean takesActivation(Node node) {
        return node.operator() instanceof Convolution
                || node.operator() instanceof Linear
                || node.operator() instanceof Add;
    }

    private static boolean isClamp(Node node) {
        return node.operator() instanceof Relu || node.operator() instanceof Relu6;
    }

    /** The only node that reads the output, when the outside does not read it too. */
    private static Optional<Node> onlyFollower(Graph graph, Node node) {
        List<Node> consumers = graph.consumers(node.output());
        return consumers.size() == 1 && !graph.isOutput(node.output())
                ? Optional.of(consumers.get(0))
                : Optional.empty();
    }
}
