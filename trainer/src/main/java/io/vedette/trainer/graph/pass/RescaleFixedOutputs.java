package io.vedette.trainer.graph.pass;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Softmax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays an identity, where integers are scaled anew, between each sigmoid or softmax, whose integers have a scale of their own, and whoever
 * keeps the scale of what it reads.
 */
public final class RescaleFixedOutputs implements Pass {
    /** Whether the integers of an operator's output have a scale that no calibration changes. */
    public static boolean isFixed(Operator operator) {
        return operator instanceof Sigmoid || operator instanceof Softmax;
    }

    @Override
    public Graph apply(Graph graph) {
        Set<String> rescaled = new HashSet<>();
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            boolean keepsScale = node.operator().keepsScale();
            nodes.add(node.withInputs(node.inputs().stream()
                    .map(value -> keepsScale && rescaled.contains(value) ? nameOf(value) : value)
                    .toList()));
            boolean isKept = graph.consumers(node.output()).stream()
                    .anyMatch(reader -> reader.operator().keepsScale());
            if (isFixed(node.operator()) && isKept) {
                nodes.add(new Node(
                        nameOf(node.output()),
                        new Identity(),
                        List.of(node.output()),
                        nameOf(node.output()),
                        Map.of()));
                rescaled.add(node.output());
            }
        }
        return graph.withNodes(nodes);
    }

    private static String nameOf(String value) {
        return value + ".rescaled";
    }
}
