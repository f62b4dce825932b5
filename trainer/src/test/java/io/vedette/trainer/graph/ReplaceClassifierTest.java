package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.interpreter.Interpreter;
import org.junit.jupiter.api.Test;

class ReplaceClassifierTest {
    private static final Graph GRAPH = Catalogue.find("squeezenet-1.1", 1).build(Shape.of(3, 32, 32), 7, 1);

    @Test
    void apply_leavesTheFeaturesAndGivesOtherScores() {
        Graph replaced = new ReplaceClassifier(3, 5).apply(GRAPH);
        float[] picture = Pictures.random(GRAPH.input(), 1, 3).get(0);

        assertThat(replaced.classes()).isEqualTo(3);
        assertThat(replaced.embedding()).isEqualTo(GRAPH.embedding());
        assertThat(Interpreter.run(replaced, picture).get(replaced.embedding()))
                .isEqualTo(Interpreter.run(GRAPH, picture).get(GRAPH.embedding()));
    }

    @Test
    void apply_twice_findsAFreeNameAndDrawsBySeed() {
        Graph once = new ReplaceClassifier(3, 5).apply(GRAPH);

        assertThat(new ReplaceClassifier(3, 5).apply(once)).isEqualTo(once);
        assertThat(new ReplaceClassifier(3, 6).apply(once)).isNotEqualTo(once);
    }
}
