package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Operator;
import io.vedette.trainer.graph.Operator.Convolution;
import io.vedette.trainer.graph.Operator.Flatten;
import io.vedette.trainer.graph.Operator.GlobalAveragePool;
import io.vedette.trainer.graph.Operator.Linear;
import io.vedette.trainer.graph.Operator.Relu;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedTensor;
import io.vedette.trainer.graph.QuantizedType;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.WeightRole;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a graph and the ranges of its values into integers.
 *
 * <p>A range is widened to hold zero and becomes scale = (highest − lowest) / 255, zero point = round(−128 − lowest / scale). Values that
 * nodes only move about share one range, the union of theirs.
 */
public final class Quantizer {
    /** Whatever is finer counts as zero: the product of two scales must remain an ordinary float. */
    static final float SMALLEST_SCALE = 1e-15f;

    private static final int STEPS = QuantizedType.INT8.highest() - QuantizedType.INT8.lowest();

    private Quantizer() {}

    /**
     * Quantizes a graph without batch norm.
     *
     * @throws UnsupportedOperatorException when there is a batch norm left
     */
    public static QuantizedGraph quantize(Graph graph, Calibration calibration) {
        List<FusedNode> nodes = FusedNode.of(graph);
        nodes.forEach(fused -> requireInteger(fused.node()));
        Map<String, TensorRange> ranges = sharedRanges(nodes, calibration);
        Map<String, QuantizationParameters> values = new LinkedHashMap<>();
        ranges.forEach((value, range) -> values.put(value, parametersOf(range)));
        Map<String, Map<WeightRole, QuantizedTensor>> weights = new LinkedHashMap<>();
        for (FusedNode fused : nodes) {
            Node node = fused.node();
            if (!node.weights().isEmpty()) {
                weights.put(
                        node.name(),
                        WeightQuantizer.quantize(node, get(values, node.input()).scale()));
            }
        }
        return new QuantizedGraph(graph, values, weights);
    }

    private static void requireInteger(Node node) {
        Operator operator = node.operator();
        boolean hasIntegerForm = operator instanceof Convolution
                || operator instanceof Relu
                || operator instanceof GlobalAveragePool
                || operator instanceof Flatten
                || operator instanceof Linear;
        if (!hasIntegerForm) {
            throw new UnsupportedOperatorException("Quantization", node, "fold batch norm first");
        }
    }

    /** The range of the input and of every node's output; what a node only moves has one range on both sides. */
    private static Map<String, TensorRange> sharedRanges(List<FusedNode> nodes, Calibration calibration) {
        Map<String, String> representatives = new HashMap<>();
        Map<String, TensorRange> union = new HashMap<>();
        Map<String, TensorRange> ranges = new LinkedHashMap<>();
        ranges.put(Graph.INPUT, calibration.getRange(Graph.INPUT));
        for (FusedNode fused : nodes) {
            ranges.put(fused.output(), calibration.getRange(fused.output()));
        }
        ranges.keySet().forEach(value -> representatives.put(value, value));
        for (FusedNode fused : nodes) {
            if (fused.node().operator().movesValuesOnly()) {
                fused.node().inputs().forEach(input -> join(representatives, input, fused.output()));
            }
        }
        ranges.forEach((value, range) -> union.merge(find(representatives, value), range, TensorRange::union));
        ranges.replaceAll((value, range) -> get(union, find(representatives, value)));
        return ranges;
    }

    private static void join(Map<String, String> representatives, String first, String second) {
        representatives.put(find(representatives, second), find(representatives, first));
    }

    private static String find(Map<String, String> representatives, String value) {
        String current = value;
        for (String next = get(representatives, current); !next.equals(current); next = get(representatives, current)) {
            current = next;
        }
        return current;
    }

    static QuantizationParameters parametersOf(TensorRange range) {
        TensorRange whole = range.withZero();
        double extent = (double) whole.highest() - whole.lowest();
        // Any scale represents what is always zero.
        float scale = extent / STEPS < SMALLEST_SCALE ? 1 : (float) (extent / STEPS);
        long zeroPoint = Math.round(QuantizedType.INT8.lowest() - whole.lowest() / (double) scale);
        return QuantizationParameters.perTensor(QuantizedType.INT8, scale, (int)
                Math.max(QuantizedType.INT8.lowest(), Math.min(QuantizedType.INT8.highest(), zeroPoint)));
    }

    private static <T> T get(Map<String, T> map, String value) {
        T found = map.get(value);
        if (found == null) {
            throw new IllegalStateException("Value " + value + " has not been quantized");
        }
        return found;
    }
}
