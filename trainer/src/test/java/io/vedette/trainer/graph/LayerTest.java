package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerTest {
    private static final Graph GRAPH = Catalogue.find("mobilenet-v2", 0.25).build(Shape.of(3, 32, 32), 5, 1);

    @Test
    void of_network_givesEachNodeToOneLayer() {
        List<Node> nodes = Layer.of(GRAPH).stream()
                .flatMap(layer -> layer.nodes().stream())
                .toList();

        assertThat(nodes).containsExactlyInAnyOrderElementsOf(GRAPH.nodes());
    }

    @Test
    void of_network_joinsNormAndActivationToTheConvolution() {
        Layer stem = Layer.of(GRAPH).get(0);

        assertThat(stem.nodes())
                .extracting(node -> node.operator().getClass().getSimpleName())
                .containsExactly("Convolution", "BatchNorm", "Relu6");
        assertThat(stem.inputs()).containsExactly(Graph.INPUT);
        assertThat(stem.output()).isEqualTo(stem.nodes().get(2).output());
        assertThat(stem.parameterCount()).isEqualTo(8 * 3 * 9 + 2 * 8);
    }

    @Test
    void of_network_endsALayerAtAnOutput() {
        Graph graph = new Graph(
                "net",
                Shape.of(1, 2, 2),
                List.of(
                        Node.of("features", new Flatten(), Graph.INPUT, Map.of()),
                        Node.of("dropped", new Dropout(0.5f), "features", Map.of()),
                        Node.of(
                                "logits",
                                new Linear(2),
                                "dropped",
                                Map.of(WeightRole.WEIGHT, Tensor.filled(Shape.of(2, 4), 1)))),
                "logits",
                "features");

        assertThat(Layer.of(graph)).extracting(Layer::output).containsExactly("features", "dropped", "logits");
    }

    @Test
    void of_network_countsAsTheGraphDoes() {
        List<Layer> layers = Layer.of(GRAPH);

        assertThat(layers.stream().mapToLong(Layer::parameterCount).sum()).isEqualTo(GRAPH.parameterCount());
        assertThat(layers.stream()
                        .mapToLong(layer -> layer.multiplyAccumulates(GRAPH))
                        .sum())
                .isEqualTo(GRAPH.multiplyAccumulates());
    }
}
