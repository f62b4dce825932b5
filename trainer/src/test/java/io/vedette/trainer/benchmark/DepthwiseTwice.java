package io.vedette.trainer.benchmark;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.Convolution;
import java.util.ArrayList;
import java.util.List;

/** A network that does each of its depthwise convolutions twice: what it takes longer is their share of the time. */
final class DepthwiseTwice {
    private DepthwiseTwice() {}

    /** Those that keep the size of their map; the others cannot be repeated. */
    static Graph of(Graph graph) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (isRepeatable(graph, node)) {
                String once = node.output() + "/once";
                nodes.add(new Node(node.name() + "/once", node.operator(), node.inputs(), once, node.weights()));
                nodes.add(node.withInputs(List.of(once)));
            } else {
                nodes.add(node);
            }
        }
        return graph.withNodes(nodes);
    }

    private static boolean isRepeatable(Graph graph, Node node) {
        return node.operator() instanceof Convolution convolution
                && convolution.isDepthwise(graph.shapeOf(node.input()).channels())
                && graph.shapeOf(node.input()).equals(graph.shapeOf(node.output()));
    }
}
