package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScaleGroupsTest {
    @Test
    void of_concat_joinsItsInputsAndWhatFlattensTheResult() {
        Graph graph = new RescaleFixedOutputs().apply(OperatorSamples.graph(Concat.class, 1));

        List<Set<String>> groups = ScaleGroups.of(FusedNode.of(graph));

        // The pool computes anew, so that a group ends there; the gate's own scale is rescaled first.
        assertThat(groups)
                .containsExactly(
                        Set.of(Graph.INPUT),
                        Set.of("left", "right", "gate.rescaled", "both"),
                        Set.of("gate"),
                        Set.of("pool", "features"),
                        Set.of("scores"));
    }

    @Test
    void of_poolsInARow_areOneGroupWithTheInput() {
        Graph graph = OperatorSamples.graph(MaxPool.class, 1);

        assertThat(ScaleGroups.of(FusedNode.of(graph)).get(0)).containsExactly(Graph.INPUT, "valid", "same", "uneven");
    }

    @Test
    void of_convolutions_eachStandsAlone() {
        Graph graph = OperatorSamples.graph(Convolution.class, 1);

        assertThat(ScaleGroups.of(FusedNode.of(graph)))
                .filteredOn(group -> group.size() > 1)
                .containsExactly(Set.of("pool", "features"));
    }
}
