package io.vedette.trainer.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.RescaledChannels;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import io.vedette.trainer.interpreter.Interpreter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EqualizeLayersTest {
    private static final Shape INPUT = Shape.of(2, 4, 4);

    private final EqualizeLayers equalize = new EqualizeLayers();

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void apply_everyOperator_keepsTheOutputs(Class<?> kind) {
        Graph graph = new FoldBatchNorm().apply(OperatorSamples.graph(kind, 19));

        assertSameOutputs(graph, equalize.apply(graph));
    }

    @Test
    void apply_rescaledNetwork_keepsTheOutputs() {
        Graph folded = new FoldBatchNorm().apply(new DepthwiseSeparable(1).build(Shape.of(3, 16, 16), 10, 3));
        Graph rescaled = RescaledChannels.of(folded, 5);

        assertSameOutputs(folded, rescaled);
        assertSameOutputs(folded, equalize.apply(rescaled));
    }

    @Test
    void apply_twoRescalings_findTheSameWeights() {
        Graph folded = new FoldBatchNorm().apply(new DepthwiseSeparable(1).build(Shape.of(3, 16, 16), 10, 3));

        Graph first = equalize.apply(RescaledChannels.of(folded, 5));
        Graph second = equalize.apply(RescaledChannels.of(folded, 6));

        for (Node node : first.nodes()) {
            node.findWeight(WeightRole.WEIGHT).ifPresent(weight -> {
                Tensor other = second.getNode(node.name()).getWeight(WeightRole.WEIGHT);
                for (int i = 0; i < weight.elements(); i++) {
                    // Sweeps end where no factor moves by more than 1e-4; over ten layers in a row that may add up.
                    assertThat(weight.get(i)).isCloseTo(other.get(i), Offset.offset(0.01f));
                }
            });
        }
    }

    @Test
    void apply_convolutionReluLinear_givesBothSidesTheSameLargestWeight() {
        Graph graph = chain(new Relu(), "scores");

        Graph equalized = equalize.apply(graph);

        float[] first = weight(equalized, "first");
        float[] second = weight(equalized, "scores");
        int area = 16;
        for (int channel = 0; channel < 3; channel++) {
            double before = Math.max(Math.abs(first[2 * channel]), Math.abs(first[2 * channel + 1]));
            double behind = 0;
            for (int output = 0; output < 2; output++) {
                for (int i = channel * area; i < (channel + 1) * area; i++) {
                    behind = Math.max(behind, Math.abs(second[output * 3 * area + i]));
                }
            }
            // The root of the product of what they were, in floats.
            assertThat(before).isCloseTo(behind, Offset.offset(1e-5 * before));
        }
        assertThat(first).isNotEqualTo(weight(graph, "first"));
    }

    @Test
    void apply_relu6Between_changesNothing() {
        Graph graph = chain(new Relu6(), "scores");

        assertThat(equalize.apply(graph)).isEqualTo(graph);
        assertThat(equalize.apply(new ReplaceRelu6().apply(graph))).isNotEqualTo(graph);
    }

    @Test
    void apply_valueSeenFromOutside_changesNothing() {
        Graph graph = chain(new Relu(), "features");

        assertThat(equalize.apply(graph)).isEqualTo(graph);
    }

    @Test
    void apply_deadChannel_leavesItAsItIs() {
        Graph graph = chain(new Relu(), "scores")
                .withWeights(Map.of(
                        "first",
                        Map.of(
                                WeightRole.WEIGHT,
                                Tensor.copyOf(Shape.of(3, 2, 1, 1), 1, 2, 1e-12f, 0, -3, 1),
                                WeightRole.BIAS,
                                Tensor.copyOf(Shape.of(3), 1, 5, 2))));

        Graph equalized = equalize.apply(graph);

        assertThat(equalized.getNode("first").getWeight(WeightRole.BIAS).get(1)).isEqualTo(5);
        assertThat(weight(equalized, "first")[2]).isEqualTo(1e-12f);
        assertThat(weight(equalized, "first")[0]).isNotEqualTo(1);
    }

    /** A convolution, an activation, a linear layer over the map, another behind it; the value named is the embedding. */
    private static Graph chain(Operator activation, String embedding) {
        Random random = new Random(23);
        Convolution convolution = new Convolution(3, Window.square(1, 1, Padding.NONE), 1);
        List<Node> nodes = List.of(
                Node.of("first", convolution, Graph.INPUT, weights(convolution, INPUT, random)),
                Node.of("activation", activation, "first", Map.of()),
                Node.of("features", new Flatten(), "activation", Map.of()),
                Node.of("scores", new Linear(2), "features", weights(new Linear(2), Shape.of(48), random)),
                Node.of("logits", new Relu6(), "scores", Map.of()));
        return new Graph("chain", INPUT, nodes, "logits", embedding);
    }

    private static Map<WeightRole, Tensor> weights(Operator operator, Shape input, Random random) {
        return OperatorSamples.randomWeights(operator, List.of(input), true, random);
    }

    private static float[] weight(Graph graph, String node) {
        return graph.getNode(node).getWeight(WeightRole.WEIGHT).toArray();
    }

    private static void assertSameOutputs(Graph expected, Graph found) {
        for (float[] picture : Pictures.random(expected.input(), 3, 29)) {
            double[] before = Interpreter.run(expected, picture).get(expected.logits());
            double[] after = Interpreter.run(found, picture).get(found.logits());
            // Weights are rounded to floats, 6e-8 each, over sums of some hundreds of numbers of order ten.
            assertThat(after).containsExactly(before, Offset.offset(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.001})
    void apply_channelWithoutWeights_doesNotStretchTheLayerThatReadsIt(double constant) {
        Graph folded = new FoldBatchNorm().apply(new DepthwiseSeparable(0.5).build(Shape.of(1, 28, 28), 10, 7));
        Graph graph = withDeadChannel(folded, (float) constant, 1e5f);

        Graph equalized = new EqualizeLayers().apply(graph);

        assertThat(reach(graph, "block1.depthwise")).isGreaterThan(1e4);
        assertThat(reach(equalized, "block1.depthwise")).isLessThan(100);
        for (float[] picture : Pictures.random(graph.input(), 3, 5)) {
            double[] expected = Interpreter.run(graph, picture).get(graph.logits());
            double scale = Arrays.stream(expected).map(Math::abs).max().orElse(1);
            assertThat(Interpreter.run(equalized, picture).get(graph.logits()))
                    .containsExactly(expected, within(1e-4 * scale));
        }
    }

    /** A graph whose first layer has a channel that is always the same, which the next one reads with huge weights. */
    private static Graph withDeadChannel(Graph graph, float constant, float weight) {
        float[] first = graph.getNode("stem").getWeight(WeightRole.WEIGHT).toArray();
        float[] bias = graph.getNode("stem").getWeight(WeightRole.BIAS).toArray();
        float[] second =
                graph.getNode("block1.depthwise").getWeight(WeightRole.WEIGHT).toArray();
        Arrays.fill(first, 0, first.length / bias.length, 0);
        bias[0] = constant;
        for (int i = 0; i < second.length / bias.length; i++) {
            second[i] *= weight;
        }
        Map<String, Map<WeightRole, Tensor>> weights = new HashMap<>();
        weights.put(
                "stem", with(with(graph.getNode("stem").weights(), WeightRole.WEIGHT, first), WeightRole.BIAS, bias));
        weights.put("block1.depthwise", with(graph.getNode("block1.depthwise").weights(), WeightRole.WEIGHT, second));
        return graph.withWeights(weights);
    }

    private static Map<WeightRole, Tensor> with(Map<WeightRole, Tensor> weights, WeightRole role, float[] numbers) {
        Map<WeightRole, Tensor> changed = new HashMap<>(weights);
        changed.put(role, Tensor.owning(changed.get(role).shape(), numbers));
        return changed;
    }

    private static double reach(Graph graph, String node) {
        double highest = 0;
        for (float number : graph.getNode(node).getWeight(WeightRole.WEIGHT).toArray()) {
            highest = Math.max(highest, Math.abs(number));
        }
        return highest;
    }
}
