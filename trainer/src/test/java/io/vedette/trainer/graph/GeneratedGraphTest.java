package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratedGraphTest {
    /** As many as the ordinary tests run through every runtime. */
    private static final int GRAPHS = 60;

    @Test
    void of_sameSeed_isTheSameGraph() {
        assertThat(GeneratedGraph.of(11)).isEqualTo(GeneratedGraph.of(11)).isNotEqualTo(GeneratedGraph.of(12));
    }

    @Test
    void of_manySeeds_holdEveryOperatorAndTrait() {
        Set<Class<?>> kinds = new HashSet<>();
        Set<GraphTrait> traits = EnumSet.noneOf(GraphTrait.class);
        for (long seed = 0; seed < GRAPHS; seed++) {
            Graph graph = GeneratedGraph.of(seed);
            graph.nodes().forEach(node -> kinds.add(node.operator().getClass()));
            traits.addAll(GraphTrait.of(graph));
        }

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(OperatorSamples.kinds());
        assertThat(traits).containsExactly(GraphTrait.values());
    }
}
