package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AncestorsTest {
    /** Clamped once for the logits and once more for nobody. */
    private static final Graph GRAPH = new Graph(
            "fork",
            Shape.of(1, 2, 2),
            List.of(
                    Node.of("flat", new Flatten(), Graph.INPUT, Map.of()),
                    Node.of("unread", new Relu(), "flat", Map.of()),
                    Node.of("clamped", new Relu(), "flat", Map.of()),
                    Node.of("unread too", new Relu(), "unread", Map.of()),
                    new Node("sum", new Add(), List.of("flat", "clamped"), "sum", Map.of())),
            "sum",
            "flat");

    @Test
    void of_value_areItsMakersInOrder() {
        assertThat(Ancestors.of(GRAPH, "sum")).extracting(Node::name).containsExactly("flat", "clamped", "sum");
        assertThat(Ancestors.of(GRAPH, "flat")).extracting(Node::name).containsExactly("flat");
        assertThat(Ancestors.of(GRAPH, Graph.INPUT)).isEmpty();
    }

    @Test
    void among_severalValues_areTheMakersOfEach() {
        assertThat(Ancestors.among(GRAPH.nodes(), List.of("unread", "clamped")))
                .extracting(Node::name)
                .containsExactly("flat", "unread", "clamped");
    }

    @Test
    void neededValues_graph_areWhatItsOutputsDependOn() {
        assertThat(GRAPH.neededValues()).containsExactlyInAnyOrder(Graph.INPUT, "flat", "clamped", "sum");
    }
}
