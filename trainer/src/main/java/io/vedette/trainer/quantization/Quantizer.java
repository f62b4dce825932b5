package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedTensor;
import io.vedette.trainer.graph.ScaleGroups;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a graph and the ranges of its values into integers.
 *
 * <p>A range is widened to hold zero and becomes scale = (highest − lowest) / 255, zero point = round(−128 − lowest / scale). Values on
 * both sides of a node that keeps the scale share one range, the union of theirs. (Symmetric: scale = largest magnitude / 127, zero point 0.)
 */
public final class Quantizer {
    private Quantizer() {}

    /**
     * Quantizes a graph without batch norm, the weights of convolutions with a scale per output channel.
     *
     * @throws UnsupportedOperatorException when there is a batch norm left
     */
    public static QuantizedGraph quantize(Graph graph, Calibration calibration) {
        return quantize(graph, calibration, Granularity.PER_CHANNEL);
    }

    /**
     * Quantizes a graph without batch norm, the weights of convolutions with a scale per output channel.
     *
     * @param symmetry of the values, weights being symmetric anyway
     * @throws UnsupportedOperatorException when there is a batch norm left
     */
    public static QuantizedGraph quantize(Graph graph, Calibration calibration, Symmetry symmetry) {
        return quantize(graph, calibration, Granularity.PER_CHANNEL, symmetry);
    }

    /**
     * Quantizes a graph without batch norm.
     *
     * @param convolutions how many scales the weights of a convolution have
     * @throws UnsupportedOperatorException when there is a batch norm left
     */
    public static QuantizedGraph quantize(Graph graph, Calibration calibration, Granularity convolutions) {
        return quantize(graph, calibration, convolutions, Symmetry.ASYMMETRIC);
    }

    private static QuantizedGraph quantize(
            Graph graph, Calibration calibration, Granularity convolutions, Symmetry symmetry) {
        List<FusedNode> nodes = FusedNode.of(graph);
        nodes.forEach(fused -> requireInteger(fused.node()));
        Map<String, TensorRange> ranges = sharedRanges(nodes, calibration);
        Map<String, QuantizationParameters> values = new LinkedHashMap<>();
        ranges.forEach((value, range) -> values.put(value, symmetry.parameters(range)));
        Map<String, Map<WeightRole, QuantizedTensor>> weights = new LinkedHashMap<>();
        for (FusedNode fused : nodes) {
            Node node = fused.node();
            if (!node.weights().isEmpty()) {
                weights.put(
                        node.name(),
                        WeightQuantizer.quantize(node, get(values, node.input()).scale(), convolutions));
            }
        }
        return new QuantizedGraph(graph, values, weights);
    }

    private static void requireInteger(Node node) {
        Operator operator = node.operator();
        if (operator instanceof BatchNorm) {
            throw new UnsupportedOperatorException("Quantization", node, "fold batch norm first");
        }
    }

    /** The range of the input and of every node's output; what a node only moves has one range on both sides. */
    private static Map<String, TensorRange> sharedRanges(List<FusedNode> nodes, Calibration calibration) {
        Map<String, TensorRange> ranges = new LinkedHashMap<>();
        ranges.put(Graph.INPUT, calibration.getRange(Graph.INPUT));
        for (FusedNode fused : nodes) {
            boolean isFixed = RescaleFixedOutputs.isFixed(fused.node().operator());
            ranges.put(fused.output(), isFixed ? TensorRange.SHARES : calibration.getRange(fused.output()));
        }
        for (Set<String> group : ScaleGroups.of(nodes)) {
            TensorRange union = group.stream()
                    .map(value -> get(ranges, value))
                    .reduce(TensorRange::union)
                    .orElseThrow();
            group.forEach(value -> ranges.put(value, union));
        }
        for (FusedNode fused : nodes) {
            boolean isFixed = RescaleFixedOutputs.isFixed(fused.node().operator());
            if (isFixed && !get(ranges, fused.output()).equals(TensorRange.SHARES)) {
                throw new UnsupportedOperatorException("Quantization", fused.node(), "rescale fixed outputs first");
            }
        }
        return ranges;
    }

    private static <T> T get(Map<String, T> map, String value) {
        T found = map.get(value);
        if (found == null) {
            throw new IllegalStateException("Value " + value + " has not been quantized");
        }
        return found;
    }
}
