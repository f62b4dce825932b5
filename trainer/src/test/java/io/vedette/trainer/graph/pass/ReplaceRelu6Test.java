package io.vedette.trainer.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.interpreter.Interpreter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplaceRelu6Test {
    private final Graph graph = OperatorSamples.graph(Relu6.class, 13);
    private final Graph replaced = new ReplaceRelu6().apply(graph);

    @Test
    void apply_anyGraph_hasNoRelu6() {
        assertThat(replaced.nodes().stream().map(Node::operator))
                .noneMatch(Relu6.class::isInstance)
                .anyMatch(Relu.class::isInstance);
    }

    @Test
    void apply_nothingPassesSix_keepsTheOutputs() {
        float[] picture = Pictures.random(graph.input(), 1, 17).get(0);
        for (int i = 0; i < picture.length; i++) {
            picture[i] /= 10;
        }

        Map<String, double[]> values = Interpreter.run(graph, picture);
        assertThat(values.get("second")).isNotNull().doesNotContain(6);
        assertThat(Interpreter.run(replaced, picture).get(graph.logits())).containsExactly(values.get(graph.logits()));
    }
}
