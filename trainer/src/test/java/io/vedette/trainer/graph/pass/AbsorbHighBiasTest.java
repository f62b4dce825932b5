package io.vedette.trainer.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.graph.ChannelMoments;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import io.vedette.trainer.interpreter.Interpreter;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AbsorbHighBiasTest {
    private static final Shape INPUT = Shape.of(1, 3, 3);

    private final ChannelMoments high = new ChannelMoments(List.of(10.0, 2.0), List.of(1.0, 1.0), List.of(7.5, -3.0));

    @Test
    void apply_channelFarAboveZero_movesItsLeastIntoTheNextBias() {
        Graph absorbed = new AbsorbHighBias(Map.of("first", high)).apply(graph(Padding.NONE));

        // 10 − 3·1 is 7; 2 − 3·1 is below zero and nothing.
        assertThat(bias(absorbed, "first")).containsExactly(9 - 7, 0);
        assertThat(bias(absorbed, "second")).containsExactly(2 * 7);
    }

    @Test
    void apply_numbersBelowThreeDeviationsWereSeen_movesTheLeastOfThem() {
        ChannelMoments skewed = new ChannelMoments(List.of(10.0, 2.0), List.of(1.0, 1.0), List.of(4.0, -3.0));

        Graph absorbed = new AbsorbHighBias(Map.of("first", skewed)).apply(graph(Padding.NONE));

        assertThat(bias(absorbed, "first")).containsExactly(9 - 4, 0);
        assertThat(bias(absorbed, "second")).containsExactly(2 * 4);
    }

    @Test
    void apply_picturesThatStayAbove_keepsTheOutputs() {
        Graph graph = graph(Padding.NONE);
        Graph absorbed = new AbsorbHighBias(Map.of("first", high)).apply(graph);
        float[] picture = {0, 1, 2, -1, -2, 0.5f, 0, 0, 3};

        assertThat(Interpreter.run(absorbed, picture).get("logits"))
                .containsExactly(Interpreter.run(graph, picture).get("logits"), Offset.offset(1e-5));
    }

    @Test
    void apply_pictureThatFallsBelow_changesTheOutput() {
        Graph graph = graph(Padding.NONE);
        Graph absorbed = new AbsorbHighBias(Map.of("first", high)).apply(graph);
        float[] picture = {-20, -20, -20, -20, -20, -20, -20, -20, -20};

        assertThat(Interpreter.run(absorbed, picture).get("logits"))
                .isNotEqualTo(Interpreter.run(graph, picture).get("logits"));
    }

    @Test
    void apply_zerosAroundTheMap_changesNothing() {
        Graph graph = graph(Padding.around(1));

        assertThat(new AbsorbHighBias(Map.of("first", high)).apply(graph)).isEqualTo(graph);
    }

    @Test
    void apply_noMoments_changesNothing() {
        Graph graph = graph(Padding.NONE);

        assertThat(new AbsorbHighBias(Map.of()).apply(graph)).isEqualTo(graph);
    }

    @Test
    void apply_momentsOfAnotherGraph_isRefused() {
        ChannelMoments three =
                new ChannelMoments(List.of(1.0, 2.0, 3.0), List.of(1.0, 1.0, 1.0), List.of(0.0, 0.0, 0.0));
        AbsorbHighBias absorb = new AbsorbHighBias(Map.of("first", three));

        assertThatThrownBy(() -> absorb.apply(graph(Padding.NONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("first");
    }

    /** Two channels, 1·x + 9 and 1·x, behind a ReLU summed up with factors 2 and 3, the sum without a bias. */
    private static Graph graph(Padding padding) {
        List<Node> nodes = List.of(
                Node.of(
                        "first",
                        new Convolution(2, Window.square(1, 1, Padding.NONE), 1),
                        Graph.INPUT,
                        Map.of(
                                WeightRole.WEIGHT, Tensor.copyOf(Shape.of(2, 1, 1, 1), 1, 1),
                                WeightRole.BIAS, Tensor.copyOf(Shape.of(2), 9, 0))),
                Node.of("relu", new Relu(), "first", Map.of()),
                Node.of(
                        "second",
                        new Convolution(1, Window.square(1, 1, padding), 1),
                        "relu",
                        Map.of(WeightRole.WEIGHT, Tensor.copyOf(Shape.of(1, 2, 1, 1), 2, 3))),
                Node.of("pool", new GlobalAveragePool(), "second", Map.of()),
                Node.of("features", new Flatten(), "pool", Map.of()),
                Node.of(
                        "logits",
                        new Linear(1),
                        "features",
                        Map.of(WeightRole.WEIGHT, Tensor.copyOf(Shape.of(1, 1), 1))));
        return new Graph("absorbed", INPUT, nodes, "logits", "features");
    }

    private static float[] bias(Graph graph, String node) {
        return graph.getNode(node).getWeight(WeightRole.BIAS).toArray();
    }
}
