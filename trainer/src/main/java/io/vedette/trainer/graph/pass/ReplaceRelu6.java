package io.vedette.trainer.graph.pass;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;

/**
 * Puts a ReLU in every ReLU6's place, through which {@link EqualizeLayers} can reach.
 *
 * <p>The outputs stay as they are only for pictures with which nothing passes six; with others they change, which costs a trained network
 * little (Nagel et al. 2019, arXiv:1906.04721, table 1) but has to be measured.
 */
public final class ReplaceRelu6 implements Pass {
    @Override
    public Graph apply(Graph graph) {
        return graph.withNodes(graph.nodes().stream()
                .map(node -> node.operator() instanceof Relu6
                        ? new Node(node.name(), new Relu(), node.inputs(), node.output(), node.weights())
                        : node)
                .toList());
    }
}
