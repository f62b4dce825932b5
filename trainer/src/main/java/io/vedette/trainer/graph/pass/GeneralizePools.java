package io.vedette.trainer.graph.pass;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Window;

/**
 * Writes an average over a window as large as the map as the average over the whole map that it is.
 *
 * <p>In floats they are the same. In integers an average under a window keeps the scale of what it reads, whose numbers reach much further
 * than means do, and so wastes most of the codes on the embedding; a global average has a scale of its own.
 */
public final class GeneralizePools implements Pass {
    @Override
    public Graph apply(Graph graph) {
        return graph.withNodes(graph.nodes().stream()
                .map(node -> isGlobal(graph, node)
                        ? new Node(node.name(), new GlobalAveragePool(), node.inputs(), node.output(), node.weights())
                        : node)
                .toList());
    }

    private static boolean isGlobal(Graph graph, Node node) {
        if (!(node.operator() instanceof AveragePool pool)) {
            return false;
        }
        Window window = pool.window();
        Shape map = graph.shapeOf(node.input());
        return window.padding().isNone() && window.height() == map.height() && window.width() == map.width();
    }
}
