package io.vedette.trainer.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.Window;
import io.vedette.trainer.interpreter.Interpreter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneralizePoolsTest {
    private static final Shape INPUT = Shape.of(3, 6, 5);

    @Test
    void apply_windowAsLargeAsTheMap_becomesGlobalAndGivesTheSame() {
        Graph graph = pooled(new AveragePool(new Window(6, 5, 6, 5, Padding.NONE), false));

        Graph general = new GeneralizePools().apply(graph);

        assertThat(general.getNode("pool").operator()).isEqualTo(new GlobalAveragePool());
        float[] picture = Pictures.random(INPUT, 1, 3).get(0);
        assertThat(Interpreter.run(general, picture).get("pool"))
                .containsExactly(Interpreter.run(graph, picture).get("pool"), within(1e-6));
    }

    @Test
    void apply_windowSmallerThanTheMapOrPadded_changesNothing() {
        Operator smaller = new AveragePool(new Window(6, 4, 6, 4, Padding.NONE), false);
        Operator padded = new AveragePool(new Window(6, 5, 6, 5, new Padding(1, 0, 0, 1)), true);

        assertThat(new GeneralizePools().apply(pooled(smaller))).isEqualTo(pooled(smaller));
        assertThat(new GeneralizePools().apply(pooled(padded))).isEqualTo(pooled(padded));
    }

    private static Graph pooled(Operator pool) {
        return new Graph(
                "pooled",
                INPUT,
                List.of(
                        new Node("pool", pool, List.of(Graph.INPUT), "pool", Map.of()),
                        new Node("flat", new Flatten(), List.of("pool"), "flat", Map.of()),
                        new Node("shares", new Softmax(), List.of("flat"), "shares", Map.of())),
                "shares",
                "flat");
    }
}
