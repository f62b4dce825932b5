package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.interpreter.Interpreter;
import io.vedette.trainer.interpreter.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says of each node of a quantized graph what its integers cost.
 *
 * <p>Everything is computed by the interpreter and its simulation: per picture the graph once in floats, once in integers, and for each node
 * the rest of the graph from there on with that node in floats, and with all others so. Time thus grows with the square of the number of nodes; some tens of
 * pictures are enough to order them.
 */
public final class SensitivityAnalysis {
    private final QuantizedGraph quantized;
    private final Simulation integers;
    private final List<Tally> tallies = new ArrayList<>();
    private final Noise logits = new Noise();

    private SensitivityAnalysis(QuantizedGraph quantized) {
        this.quantized = quantized;
        this.integers = new Simulation(quantized);
        List<FusedNode> nodes = quantized.nodes();
        for (FusedNode fused : nodes) {
            Set<String> others = nodes.stream()
                    .map(each -> each.node().name())
                    .filter(name -> !name.equals(fused.node().name()))
                    .collect(Collectors.toSet());
            tallies.add(new Tally(
                    fused, integers.withFloatNodes(Set.of(fused.node().name())), integers.withFloatNodes(others)));
        }
    }

    /**
     * The evidence, in the order in which nodes run.
     *
     * @param quantized one without nodes in floats
     * @param pictures preprocessed, in the graph's layout: channel by channel, row by row
     */
    public static List<LayerEvidence> measure(QuantizedGraph quantized, Iterable<float[]> pictures) {
        if (!quantized.floatNodes().isEmpty()) {
            throw new IllegalArgumentException(
                    "Sensitivity is measured before nodes go back to floats, but these have: "
                            + quantized.floatNodes());
        }
        SensitivityAnalysis analysis = new SensitivityAnalysis(quantized);
        int count = 0;
        for (float[] picture : pictures) {
            analysis.add(picture);
            count++;
        }
        if (count == 0) {
            throw new IllegalArgumentException("At least one picture is needed but there is none");
        }
        return analysis.tallies.stream()
                .map(tally -> tally.toEvidence(analysis.logits))
                .toList();
    }

    private void add(float[] picture) {
        Graph graph = quantized.graph();
        Map<String, double[]> expected = Interpreter.run(graph, picture);
        Map<String, double[]> found = integers.run(picture);
        logits.add(get(expected, graph.logits()), get(found, graph.logits()));
        for (Tally tally : tallies) {
            String value = tally.fused.output();
            tally.output.add(get(expected, value), get(found, value));
            tally.addSaturation(quantized.getParameters(value), get(expected, value));
            Map<String, double[]> mended =
                    tally.mended.runFrom(tally.fused.node().name(), found);
            tally.mendedLogits.add(get(expected, graph.logits()), get(mended, graph.logits()));
            Map<String, double[]> spoilt =
                    tally.alone.runFrom(tally.fused.node().name(), expected);
            tally.aloneLogits.add(get(expected, graph.logits()), get(spoilt, graph.logits()));
        }
    }

    private static double[] get(Map<String, double[]> values, String value) {
        double[] numbers = values.get(value);
        if (numbers == null) {
            throw new IllegalStateException("Value " + value + " has not been computed");
        }
        return numbers;
    }

    /** What is summed up for one node. */
    private static final class Tally {
        private final FusedNode fused;
        /** The graph with this node in floats. */
        private final Simulation mended;
        /** The graph with all others in floats. */
        private final Simulation alone;

        private final Noise output = new Noise();
        private final Noise mendedLogits = new Noise();
        private final Noise aloneLogits = new Noise();
        private long numbers;
        private long saturated;

        Tally(FusedNode fused, Simulation mended, Simulation alone) {
            this.fused = fused;
            this.mended = mended;
            this.alone = alone;
        }

        void addSaturation(QuantizationParameters parameters, double[] real) {
            double lowest = parameters.toReal(parameters.type().lowest()) - parameters.scale() / 2;
            double highest = parameters.toReal(parameters.type().highest()) + parameters.scale() / 2;
            for (double number : real) {
                saturated += number < lowest || number > highest ? 1 : 0;
            }
            numbers += real.length;
        }

        LayerEvidence toEvidence(Noise all) {
            return new LayerEvidence(
                    fused.node().name(),
                    output.decibels(),
                    (double) saturated / numbers,
                    mendedLogits.gainOver(all),
                    aloneLogits.decibels());
        }
    }

    /** Squares of numbers and of their errors. */
    private static final class Noise {
        private double signal;
        private double noise;

        void add(double[] expected, double[] found) {
            for (int i = 0; i < expected.length; i++) {
                signal += expected[i] * expected[i];
                noise += (expected[i] - found[i]) * (expected[i] - found[i]);
            }
        }

        /** How many decibels this is better than another noise in the same signal. */
        double gainOver(Noise other) {
            return noise == other.noise ? 0 : 10 * Math.log10(other.noise / noise);
        }

        double decibels() {
            return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
        }
    }
}
