package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.ChannelMoments;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedTensor;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.interpreter.Interpreter;
import io.vedette.trainer.interpreter.Simulation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes from the bias of each convolution and linear layer the mean error that integers make there.
 *
 * <p>Rounded weights shift a layer's output, channel by channel, for good and not by chance. With calibration pictures the mean of each
 * output channel, before its activation, is found in floats and in a {@link Simulation simulation} of the integers, layer by layer so that
 * each sees inputs corrected already, and the difference goes into the bias. (The empirical bias correction of Nagel et al. 2019,
 * arXiv:1906.04721, appendix D.) Values are kept of all pictures at once, as integers, as long as a node will read them.
 */
public final class BiasCorrection {
    /** Leaves room for the rounding of scales to floats. */
    private static final double HIGHEST_INTEGER = Integer.MAX_VALUE / 1.0001;

    private final int threads;

    /**
     * Makes a correction.
     *
     * @param threads how many of the machine's the float runtime may use; the simulation uses one
     */
    public BiasCorrection(int threads) {
        this.threads = threads;
    }

    /**
     * The same graph with other integers as biases; a layer that had none has one.
     *
     * @param quantized one without nodes in floats
     * @param pictures preprocessed, in the graph's layout: channel by channel, row by row
     */
    public QuantizedGraph correct(QuantizedGraph quantized, Iterable<float[]> pictures) {
        if (!quantized.floatNodes().isEmpty()) {
            throw new IllegalArgumentException(
                    "Biases are corrected before nodes go back to floats, but these have: " + quantized.floatNodes());
        }
        Map<String, ChannelMoments> wanted = ChannelStatistics.gather(quantized.graph(), threads, pictures);
        return new Walk(quantized, wanted).correct(pictures);
    }

    /** The way through one graph, node by node with all pictures. */
    private static final class Walk {
        private final Graph graph;
        private final QuantizedGraph quantized;
        private final Map<String, ChannelMoments> wanted;
        /** Of each value that a node will still read the integers of all pictures. */
        private final Map<String, List<byte[]>> stored = new HashMap<>();

        private int pictures;

        Walk(QuantizedGraph quantized, Map<String, ChannelMoments> wanted) {
            this.graph = quantized.graph();
            this.quantized = quantized;
            this.wanted = wanted;
        }

        QuantizedGraph correct(Iterable<float[]> inputs) {
            List<byte[]> integers = new ArrayList<>();
            inputs.forEach(picture -> integers.add(toIntegers(Graph.INPUT, Interpreter.input(graph, picture))));
            pictures = integers.size();
            stored.put(Graph.INPUT, integers);
            Map<String, Integer> readsLeft = reads();
            Map<String, Map<WeightRole, QuantizedTensor>> corrected = new LinkedHashMap<>();
            for (FusedNode fused : quantized.nodes()) {
                Node node = quantized.dequantized(fused.node());
                if (node.operator() instanceof Convolution || node.operator() instanceof Linear) {
                    QuantizedTensor bias = correctedBias(node);
                    QuantizedTensor weight = quantized.getWeight(node, WeightRole.WEIGHT);
                    corrected.put(node.name(), Map.of(WeightRole.WEIGHT, weight, WeightRole.BIAS, bias));
                    node = node.withWeights(Map.of(WeightRole.BIAS, bias.toReal()));
                }
                stored.put(fused.output(), outputs(fused, node));
                for (String value : node.inputs()) {
                    if (readsLeft.merge(value, -1, Integer::sum) == 0) {
                        stored.remove(value);
                    }
                }
            }
            return quantized.withWeights(corrected);
        }

        private Map<String, Integer> reads() {
            Map<String, Integer> reads = new HashMap<>();
            for (FusedNode fused : quantized.nodes()) {
                fused.node().inputs().forEach(value -> reads.merge(value, 1, Integer::sum));
            }
            return reads;
        }

        /** The bias with which a layer, given as its integers have it, puts out the mean of floats. */
        private QuantizedTensor correctedBias(Node node) {
            ChannelMoments floats = wanted.get(node.output());
            if (floats == null) {
                throw new IllegalStateException("Value " + node.output() + " has not been observed");
            }
            ChannelStatistics statistics = new ChannelStatistics(floats.channels());
            for (int picture = 0; picture < pictures; picture++) {
                statistics.add(result(node, picture));
            }
            ChannelMoments found = statistics.moments();
            QuantizationParameters weight =
                    quantized.getWeight(node, WeightRole.WEIGHT).parameters();
            float inputScale = quantized.getParameters(node.input()).scale();
            float[] bias = new float[floats.channels()];
            for (int channel = 0; channel < bias.length; channel++) {
                int output = channel;
                double before = node.findWeight(WeightRole.BIAS)
                        .map(tensor -> (double) tensor.get(output))
                        .orElse(0.0);
                double after =
                        before + floats.means().get(channel) - found.means().get(channel);
                double most = HIGHEST_INTEGER * inputScale * weight.scale(channel);
                bias[channel] = (float) Math.max(-most, Math.min(most, after));
            }
            return WeightQuantizer.quantizeBias(
                    node.name(), Tensor.owning(Shape.of(bias.length), bias), weight, inputScale);
        }

        private List<byte[]> outputs(FusedNode fused, Node node) {
            List<byte[]> outputs = new ArrayList<>();
            for (int picture = 0; picture < pictures; picture++) {
                outputs.add(toIntegers(fused.output(), Simulation.activated(fused, result(node, picture))));
            }
            return outputs;
        }

        private double[] result(Node node, int picture) {
            List<double[]> inputs =
                    node.inputs().stream().map(value -> toReals(value, picture)).toList();
            return Interpreter.compute(node, graph.inputShapes(node), inputs);
        }

        private byte[] toIntegers(String value, double[] numbers) {
            QuantizationParameters parameters = quantized.getParameters(value);
            byte[] integers = new byte[numbers.length];
            for (int i = 0; i < integers.length; i++) {
                integers[i] = (byte) parameters.toInteger(numbers[i]);
            }
            return integers;
        }

        private double[] toReals(String value, int picture) {
            QuantizationParameters parameters = quantized.getParameters(value);
            byte[] integers = stored.getOrDefault(value, List.of()).get(picture);
            double[] numbers = new double[integers.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = parameters.toReal(integers[i]);
            }
            return numbers;
        }
    }
}
