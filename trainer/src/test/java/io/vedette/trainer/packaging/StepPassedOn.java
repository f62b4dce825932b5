package io.vedette.trainer.packaging;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.interpreter.Simulation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How far an output of a network in integers moves when one value within is a step off everywhere, as a rounding of halves may have it. */
final class StepPassedOn {
    private final QuantizedGraph quantized;
    private final Simulation simulation;
    private final String output;

    private StepPassedOn(QuantizedGraph quantized, String output) {
        this.quantized = quantized;
        this.simulation = new Simulation(quantized);
        this.output = output;
    }

    /** The furthest that any value's step moves the output, up or down, in the output's real numbers. */
    static double furthest(QuantizedGraph quantized, String output, List<float[]> pictures) {
        StepPassedOn step = new StepPassedOn(quantized, output);
        return pictures.stream().mapToDouble(step::furthest).max().orElse(0);
    }

    private double furthest(float[] picture) {
        Map<String, double[]> values = simulation.run(picture);
        List<FusedNode> nodes = quantized.nodes();
        double furthest = 0;
        for (int i = 0; i + 1 < nodes.size(); i++) {
            String value = nodes.get(i).output();
            for (int direction : new int[] {-1, 1}) {
                Map<String, double[]> shifted = new LinkedHashMap<>(values);
                shifted.put(value, shifted(value, get(values, value), direction));
                Map<String, double[]> moved =
                        simulation.runFrom(nodes.get(i + 1).node().name(), shifted);
                furthest = Math.max(
                        furthest, NetworkAnswers.furthest(List.of(get(moved, output)), List.of(get(values, output))));
            }
        }
        return furthest;
    }

    private double[] shifted(String value, double[] numbers, int direction) {
        QuantizationParameters parameters = quantized.getParameters(value);
        return Arrays.stream(numbers)
                .map(number -> parameters.toReal(
                        parameters.toInteger(parameters.toReal(parameters.toInteger(number) + direction))))
                .toArray();
    }

    private static double[] get(Map<String, double[]> values, String value) {
        return Objects.requireNonNull(values.get(value));
    }
}
