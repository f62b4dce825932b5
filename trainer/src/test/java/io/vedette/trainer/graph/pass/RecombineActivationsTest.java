package io.vedette.trainer.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.HardSigmoid;
import io.vedette.trainer.graph.operator.HardSwish;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Silu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecombineActivationsTest {
    private static final Shape INPUT = Shape.of(3, 4, 4);

    @Test
    void apply_valueTimesItsSigmoid_isSilu() {
        Graph graph = graph(
                node("x", new Relu(), Graph.INPUT),
                node("gate", new Sigmoid(), "x"),
                node("y", new Multiply(), "gate", "x"));

        assertThat(operators(new RecombineActivations().apply(graph)))
                .startsWith(new Relu(), new Silu(), new GlobalAveragePool());
    }

    @Test
    void apply_valueTimesItsHardSigmoid_isHardSwish() {
        Graph graph =
                graph(node("gate", new HardSigmoid(), Graph.INPUT), node("y", new Multiply(), Graph.INPUT, "gate"));

        assertThat(operators(new RecombineActivations().apply(graph)))
                .startsWith(new HardSwish(), new GlobalAveragePool());
    }

    @Test
    void apply_valueTimesAnothersSigmoid_staysAsItIs() {
        Graph graph = graph(
                node("x", new Relu(), Graph.INPUT),
                node("gate", new Sigmoid(), Graph.INPUT),
                node("y", new Multiply(), "x", "gate"));

        assertThat(new RecombineActivations().apply(graph)).isEqualTo(graph);
    }

    @Test
    void apply_sigmoidReadByAnother_stays() {
        Graph graph = graph(
                node("gate", new Sigmoid(), Graph.INPUT),
                node("product", new Multiply(), Graph.INPUT, "gate"),
                node("y", new Multiply(), "product", "gate"));

        assertThat(operators(new RecombineActivations().apply(graph)))
                .startsWith(new Sigmoid(), new Silu(), new Multiply());
    }

    @Test
    void apply_whatNobodyReads_isLeftOut() {
        Graph graph = graph(node("y", new Relu(), Graph.INPUT), node("lost", new Sigmoid(), "y"));

        assertThat(operators(new RecombineActivations().apply(graph))).doesNotContain(new Sigmoid());
    }

    private static List<Operator> operators(Graph graph) {
        return graph.nodes().stream().map(Node::operator).toList();
    }

    private static Node node(String name, Operator operator, String... inputs) {
        return new Node(name, operator, List.of(inputs), name, Map.of());
    }

    /** The nodes, and two outputs made of the value y. */
    private static Graph graph(Node... nodes) {
        List<Node> all = new ArrayList<>(List.of(nodes));
        all.add(node("pool", new GlobalAveragePool(), "y"));
        all.add(node("embedding", new Flatten(), "pool"));
        all.add(node("logits", new Relu(), "embedding"));
        return new Graph("test", INPUT, all, "logits", "embedding");
    }
}
