package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The order in which ways into integers are tried, from cheap to costly.
 *
 * <ol>
 *   <li>Ranges from the lowest to the highest number, then every other calibration method.
 *   <li>Equalization, with the method that did best and with the plain one: what a method cuts off says little before channels are alike.
 *   <li>Bias correction of what did best.
 *   <li>Layers of what did best back to floats: one, two, four …, at last all that may go, those first whose integers alone disturb the logits
 *       most, as long as the floats have no more than half of the network's multiplications. Nodes that only move numbers stay.
 *   <li>Training for integers.
 * </ol>
 */
public final class Ladder {
    /** A network of which more runs in floats is none in integers. */
    private static final double MOST_FLOAT_WORK = 0.5;

    private Ladder() {}

    /** The next rung wholly in integers after those tried; none after the last. */
    public static Optional<Recipe> nextInIntegers(List<RungResult> tried) {
        Optional<Recipe> plain = Arrays.stream(CalibrationMethod.values())
                .map(Recipe::of)
                .filter(rung -> !isTried(rung, tried))
                .findFirst();
        if (plain.isPresent()) {
            return plain;
        }
        List<Recipe> rungs = new ArrayList<>();
        rungs.add(bestWithout(Remedy.EQUALIZATION, tried).with(Remedy.EQUALIZATION));
        rungs.add(Recipe.of(CalibrationMethod.MIN_MAX).with(Remedy.EQUALIZATION));
        Optional<Recipe> equalized =
                rungs.stream().filter(rung -> !isTried(rung, tried)).findFirst();
        if (equalized.isPresent()) {
            return equalized;
        }
        return Optional.of(bestWithout(Remedy.BIAS_CORRECTION, tried).with(Remedy.BIAS_CORRECTION))
                .filter(rung -> !isTried(rung, tried));
    }

    private static Recipe bestWithout(Remedy remedy, List<RungResult> tried) {
        return best(tried.stream().filter(rung -> !rung.recipe().has(remedy)).toList())
                .recipe();
    }

    private static boolean isTried(Recipe recipe, List<RungResult> tried) {
        return tried.stream().anyMatch(rung -> rung.recipe().equals(recipe));
    }

    /** The rung that costs least, of several the first. */
    public static RungResult best(List<RungResult> tried) {
        return tried.stream()
                .min(RungResult.BEST_FIRST)
                .orElseThrow(() -> new IllegalArgumentException("No rung has been tried"));
    }

    /**
     * The rungs on which some layers of a recipe are in floats.
     *
     * @param graph that the recipe makes integers of
     * @param evidence of its nodes
     */
    public static List<Recipe> inFloatsInPart(Recipe recipe, Graph graph, List<LayerEvidence> evidence) {
        List<String> order = floatOrder(graph, evidence);
        List<Recipe> recipes = new ArrayList<>();
        for (int count = 1; count < order.size(); count *= 2) {
            recipes.add(recipe.withFloatNodes(order.subList(0, count)));
        }
        if (!order.isEmpty()) {
            recipes.add(recipe.withFloatNodes(order));
        }
        return recipes;
    }

    /**
     * The nodes that floats can help, by what their integers alone cost the logits, the worst first: not those that only move numbers, whose
     * rounding is that of the node before, nor those that cost nothing.
     *
     * @param graph that the evidence is of
     */
    public static List<LayerEvidence> worstFirst(Graph graph, List<LayerEvidence> evidence) {
        return evidence.stream()
                .filter(layer -> layer.alone() < Double.POSITIVE_INFINITY)
                .filter(layer -> computes(graph.getNode(layer.node()).operator()))
                .sorted(Comparator.comparing(LayerEvidence::alone))
                .toList();
    }

    /** Whether numbers come out that did not go in. */
    private static boolean computes(Operator operator) {
        // An average keeps its input's scale, but rounds to it once more.
        return operator instanceof AveragePool || !(operator.keepsScale() || operator instanceof Identity);
    }

    private static List<String> floatOrder(Graph graph, List<LayerEvidence> evidence) {
        Map<String, Long> work = new HashMap<>();
        for (FusedNode fused : FusedNode.of(graph)) {
            work.put(fused.node().name(), fused.node().operator().multiplyAccumulates(graph.inputShapes(fused.node())));
        }
        double left = MOST_FLOAT_WORK * graph.multiplyAccumulates();
        List<String> order = new ArrayList<>();
        for (LayerEvidence layer : worstFirst(graph, evidence)) {
            long cost = work.getOrDefault(layer.node(), 0L);
            if (cost <= left) {
                order.add(layer.node());
                left -= cost;
            }
        }
        return order;
    }
}
