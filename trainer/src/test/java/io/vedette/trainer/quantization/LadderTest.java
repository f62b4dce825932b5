package io.vedette.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.architecture.LeNet5;
import io.vedette.trainer.architecture.ResNet8;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class LadderTest {
    private final Graph graph = new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 11, 7);

    @Test
    void nextInIntegers_percentileBest_isBuiltUpon() {
        assertThat(climb(recipe -> recipe.calibration() == CalibrationMethod.PERCENTILE ? 1 : 2))
                .containsExactly(
                        "min max",
                        "moving average",
                        "percentile",
                        "entropy",
                        "mean squared error",
                        "percentile, equalized",
                        "min max, equalized",
                        "percentile, biases corrected");
    }

    @Test
    void nextInIntegers_plainRangesBest_areEqualizedOnce() {
        assertThat(climb(recipe -> recipe.has(Remedy.EQUALIZATION) ? 1 : 2))
                .endsWith("mean squared error", "min max, equalized", "min max, equalized, biases corrected")
                .doesNotHaveDuplicates();
    }

    @Test
    void best_equalDrop_isTheOneThatAgreesMoreOften() {
        RungResult first = result(Recipe.of(CalibrationMethod.MIN_MAX), 1, 0.90);
        RungResult second = result(Recipe.of(CalibrationMethod.ENTROPY), 1, 0.95);
        RungResult third = result(Recipe.of(CalibrationMethod.PERCENTILE), 1.1, 0.99);

        assertThat(Ladder.best(List.of(first, second, third))).isEqualTo(second);
    }

    @Test
    void isWithin_oneOfTwoFilesBeyond_isNot() {
        RungResult rung = new RungResult(
                Recipe.of(CalibrationMethod.MIN_MAX),
                List.of(new FileDrop("a", 0.1, -0.2, 0.4, 1), new FileDrop("b", 0.3, 0, 0.6, 1)));

        assertThat(rung.isWithin(0.2)).isFalse();
        assertThat(rung.isWithin(0.3)).isTrue();
        assertThat(rung.isProvenWithin(0.5)).isFalse();
        assertThat(rung.isProvenWithin(0.6)).isTrue();
        assertThat(rung.worst().file()).isEqualTo("b");
    }

    @Test
    void isWithin_notANumber_isNot() {
        assertThat(result(Recipe.of(CalibrationMethod.MIN_MAX), Double.NaN, 1).isWithin(100))
                .isFalse();
    }

    @Test
    void inFloatsInPart_evidence_doublesTheNumberOfLayersTheWorstFirst() {
        List<LayerEvidence> evidence = evidence(Map.of(
                "stem", 3.0,
                "block1.depthwise", -1.0,
                "block2.depthwise", 2.0,
                "block3.depthwise", 50.0,
                "logits", 10.0));
        Recipe recipe = Recipe.of(CalibrationMethod.ENTROPY).with(Remedy.BIAS_CORRECTION);

        List<Recipe> rungs = Ladder.inFloatsInPart(recipe, graph, evidence);

        assertThat(rungs)
                .extracting(Recipe::floatNodes)
                .containsExactly(
                        List.of("block1.depthwise"),
                        List.of("block1.depthwise", "block2.depthwise"),
                        List.of("block1.depthwise", "block2.depthwise", "stem", "logits"),
                        List.of("block1.depthwise", "block2.depthwise", "stem", "logits", "block3.depthwise"));
        assertThat(rungs).allMatch(rung -> rung.withFloatNodes(List.of()).equals(recipe));
        assertThat(rungs.get(0).description()).isEqualTo("entropy, biases corrected, 1 layer in floats");
    }

    @Test
    void inFloatsInPart_everyLayerDisturbs_leavesHalfOfTheWorkInIntegers() {
        List<LayerEvidence> evidence = FusedNode.of(graph).stream()
                .map(fused -> new LayerEvidence(fused.node().name(), 20, 0, 1, 10))
                .toList();

        List<Recipe> rungs = Ladder.inFloatsInPart(Recipe.of(CalibrationMethod.MIN_MAX), graph, evidence);

        List<String> floats = rungs.get(rungs.size() - 1).floatNodes();
        long work = floats.stream()
                .map(graph::getNode)
                .mapToLong(node -> node.operator().multiplyAccumulates(graph.inputShapes(node)))
                .sum();
        assertThat(floats).isNotEmpty().hasSizeLessThan(evidence.size());
        assertThat((double) work / graph.multiplyAccumulates()).isBetween(0.3, 0.5);
    }

    @Test
    void inFloatsInPart_layersThatOnlyMoveNumbers_areNeverInFloats() {
        Graph pooled = new LeNet5().build(Shape.of(1, 28, 28), 10, 7);
        List<LayerEvidence> all = FusedNode.of(pooled).stream()
                .map(fused -> new LayerEvidence(fused.node().name(), 20, 0, 1, 10))
                .toList();

        List<Recipe> rungs = Ladder.inFloatsInPart(Recipe.of(CalibrationMethod.MIN_MAX), pooled, all);

        // The multiplications of conv2 are more than half of all.
        assertThat(rungs)
                .extracting(Recipe::floatNodes)
                .containsExactly(
                        List.of("conv1"),
                        List.of("conv1", "linear1"),
                        List.of("conv1", "linear1", "linear2", "logits"));
        assertThat(Ladder.worstFirst(pooled, all))
                .extracting(LayerEvidence::node)
                .containsExactly("conv1", "conv2", "linear1", "linear2", "logits");
    }

    @Test
    void worstFirst_averagesSumsAndCostlessLayers_areThereIfTheyCostSomething() {
        Graph summed = new ResNet8().build(Shape.of(3, 32, 32), 10, 7);
        List<String> names =
                FusedNode.of(summed).stream().map(fused -> fused.node().name()).toList();
        String sum = summed.nodes().stream()
                .filter(node -> node.operator() instanceof Add)
                .map(Node::name)
                .findFirst()
                .orElseThrow();

        assertThat(Ladder.worstFirst(
                        summed, evidence(Map.of(sum, 5.0, names.get(0), Double.POSITIVE_INFINITY, names.get(1), 9.0))))
                .extracting(LayerEvidence::node)
                .containsExactly(sum, names.get(1));
    }

    @Test
    void isInTheWay_dropsNothingOrLess_isNot() {
        assertThat(new Obstacle("linear1", -0.07, 1).isInTheWay()).isFalse();
        assertThat(new Obstacle("linear1", 0, 1).isInTheWay()).isFalse();
        assertThat(new Obstacle("linear1", 0.07, 1).isInTheWay()).isTrue();
    }

    /** The descriptions of all rungs in integers, when each drops by so many points. */
    private static List<String> climb(ToDoubleFunction<Recipe> drop) {
        List<RungResult> tried = new ArrayList<>();
        for (Optional<Recipe> next = Ladder.nextInIntegers(tried);
                next.isPresent();
                next = Ladder.nextInIntegers(tried)) {
            tried.add(result(next.get(), drop.applyAsDouble(next.get()), 0.9));
        }
        return tried.stream().map(rung -> rung.recipe().description()).toList();
    }

    private static RungResult result(Recipe recipe, double drop, double agreement) {
        return new RungResult(recipe, List.of(new FileDrop("onnx-int8", drop, drop - 1, drop + 1, agreement)));
    }

    /** Of layers that, alone in integers, leave logits so many decibels above the noise. */
    private static List<LayerEvidence> evidence(Map<String, Double> alone) {
        return alone.entrySet().stream()
                .map(entry -> new LayerEvidence(entry.getKey(), 20, 0, 1, entry.getValue()))
                .toList();
    }
}
