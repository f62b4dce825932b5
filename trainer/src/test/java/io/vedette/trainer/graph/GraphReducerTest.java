package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Softmax;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class GraphReducerTest {
    @Test
    void reduce_faultOfOneKindOfNode_leavesOutMostOthers() {
        Predicate<Graph> hasFault =
                graph -> graph.nodes().stream().anyMatch(node -> node.operator() instanceof Multiply);
        Graph graph = OperatorSamples.graph(Multiply.class, 5);

        Graph reduced = GraphReducer.reduce(graph, hasFault);

        assertThat(reduced.nodes())
                .hasSizeLessThanOrEqualTo(graph.nodes().size() / 2)
                .satisfies(nodes -> assertThat(nodes.stream().filter(node -> node.operator() instanceof Multiply))
                        .hasSize(1));
    }

    @Test
    void reduce_everyNodeNeeded_leavesTheGraphAsItIs() {
        Graph graph = OperatorSamples.graph(Softmax.class, 5);
        List<Node> nodes = graph.nodes();

        assertThat(GraphReducer.reduce(graph, candidate -> candidate.nodes().containsAll(nodes)))
                .isEqualTo(graph);
    }

    @Test
    void text_anyGraph_hasALineForEachNode() {
        Graph graph = OperatorSamples.graph(Softmax.class, 5);

        assertThat(GraphReducer.text(graph).lines().filter(line -> line.contains(" = ")))
                .hasSameSizeAs(graph.nodes());
    }
}
