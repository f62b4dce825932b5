package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.architecture.ResNet8;
import io.vedette.trainer.graph.operator.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrozenPartTest {
    private static final Graph GRAPH = new ResNet8().build(Shape.of(3, 32, 32), 10, 1);
    private static final List<Layer> LAYERS =
            Layer.of(GRAPH).stream().filter(Layer::hasWeights).toList();

    @Test
    void beforeClassifier_leavesTheClassifierAlone() {
        FrozenPart frozen = FrozenPart.beforeClassifier(GRAPH);

        assertThat(frozen.layerCount(GRAPH)).isEqualTo(LAYERS.size() - 1);
        assertThat(frozen.parameterCount(GRAPH)).isEqualTo(GRAPH.parameterCount() - 64 * 10 - 10);
    }

    @Test
    void ofFirstLayers_takesTheirNormsToo() {
        FrozenPart frozen = FrozenPart.ofFirstLayers(GRAPH, 2);

        assertThat(frozen.layerCount(GRAPH)).isEqualTo(2);
        assertThat(frozen.parameterCount(GRAPH))
                .isEqualTo(LAYERS.get(0).parameterCount() + LAYERS.get(1).parameterCount());
        assertThat(frozen.nodes()).hasSize(4);
        assertThat(FrozenPart.ofFirstLayers(GRAPH, 0)).isEqualTo(FrozenPart.NONE);
    }

    @Test
    void ofFirstLayers_allOrMore_isRefused() {
        assertThatThrownBy(() -> FrozenPart.ofFirstLayers(GRAPH, LAYERS.size()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to " + (LAYERS.size() - 1));
    }

    @Test
    void upTo_nodeBehindABranch_takesBothWaysToIt() {
        Node sum = GRAPH.nodes().stream()
                .filter(node -> node.inputs().size() == 2)
                .skip(1)
                .findFirst()
                .orElseThrow();

        FrozenPart frozen = FrozenPart.upTo(GRAPH, sum.name());

        // The stem, two of the first block, two and the shortcut of the second.
        assertThat(frozen.layerCount(GRAPH)).isEqualTo(6);
        assertThat(frozen.contains(LAYERS.get(6).nodes().get(0))).isFalse();
    }

    @Test
    void upTo_theClassifierOrAnUnknownNode_isRefused() {
        assertThatThrownBy(() -> FrozenPart.upTo(GRAPH, GRAPH.logits())).hasMessageContaining("nothing is trained");
        assertThatThrownBy(() -> FrozenPart.upTo(GRAPH, "nowhere")).hasMessageContaining("'nowhere'");
    }
}
