package io.vedette.trainer.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.Sigmoid;
import org.junit.jupiter.api.Test;

class RescaleFixedOutputsTest {
    private final RescaleFixedOutputs rescale = new RescaleFixedOutputs();

    @Test
    void apply_sigmoidIntoConcat_hasAnIdentityBetween() {
        Graph graph = rescale.apply(OperatorSamples.graph(Concat.class, 5));

        assertThat(graph.getNode("both").inputs()).containsExactly("left", "right", "gate.rescaled");
        assertThat(graph.getNode("gate.rescaled").operator()).isEqualTo(new Identity());
        assertThat(graph.getNode("gate.rescaled").inputs()).containsExactly("gate");
    }

    @Test
    void apply_nobodyKeepsTheScale_changesNothing() {
        Graph graph = OperatorSamples.graph(Sigmoid.class, 5);

        assertThat(rescale.apply(graph)).isEqualTo(graph);
    }
}
