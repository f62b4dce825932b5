package io.vedette.trainer.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.InvalidGraphException;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.Relu;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private final QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(Add.class, 71));
    private final Graph graph = quantized.graph();
    private final float[] picture = Pictures.random(graph.input(), 1, 73).get(0);

    @Test
    void run_everyValue_isOneThatItsIntegersHold() {
        Map<String, double[]> values = new Simulation(quantized).run(picture);

        assertThat(values.keySet()).isEqualTo(quantized.values().keySet());
        values.forEach((value, numbers) -> assertThat(rounded(value, numbers)).containsExactly(numbers));
    }

    @Test
    void run_everyValue_isNearFloats() {
        Map<String, double[]> expected = Interpreter.run(graph, picture);

        new Simulation(quantized).run(picture).forEach((value, numbers) -> {
            // Five percent of the range: 13 steps, for errors that add up over five layers.
            double allowed = 255 * 0.05 * quantized.getParameters(value).scale();
            assertThat(numbers).containsExactly(get(expected, value), Offset.offset(allowed));
        });
    }

    @Test
    void run_allNodesInFloats_roundsInputAndOutputsOnly() {
        Set<String> all =
                quantized.nodes().stream().map(fused -> fused.node().name()).collect(Collectors.toSet());
        float[] exact = new float[picture.length];
        double[] stored = get(new Simulation(quantized).run(picture), Graph.INPUT);
        for (int i = 0; i < exact.length; i++) {
            exact[i] = (float) stored[i];
        }

        Map<String, double[]> values =
                new Simulation(quantized).withFloatNodes(all).run(exact);

        Map<String, double[]> expected = Interpreter.run(graph, exact);
        // The picture went through floats, 6e-8 each, and sums of some tens of them.
        assertThat(get(values, "excited")).containsExactly(get(expected, "excited"), Offset.offset(1e-4));
        assertThat(get(values, graph.logits())).containsExactly(rounded(graph.logits(), get(expected, graph.logits())));
    }

    @Test
    void runFrom_eachNode_isTheSameAsRun() {
        Simulation simulation = new Simulation(quantized);
        Map<String, double[]> base = simulation.run(picture);

        for (FusedNode fused : quantized.nodes()) {
            String name = fused.node().name();
            Simulation mended = simulation.withFloatNodes(Set.of(name));
            Map<String, double[]> expected = mended.run(picture);
            mended.runFrom(name, base)
                    .forEach((value, numbers) -> assertThat(numbers).as(value).containsExactly(get(expected, value)));
        }
    }

    @Test
    void runFrom_unknownNode_isRefused() {
        Simulation simulation = new Simulation(quantized);
        Map<String, double[]> base = simulation.run(picture);

        assertThatThrownBy(() -> simulation.runFrom("nobody", base)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withFloatNodes_reluThatRunsWithItsConvolution_isRefused() {
        QuantizedGraph fused = QuantizedSamples.of(OperatorSamples.graph(Relu.class, 71));

        assertThatThrownBy(() -> fused.withFloatNodes(Set.of("same", "second")))
                .isInstanceOf(InvalidGraphException.class)
                .hasMessageContaining("[second]");
    }

    private double[] rounded(String value, double[] numbers) {
        return roundedBy(quantized.getParameters(value), numbers);
    }

    private static double[] roundedBy(QuantizationParameters parameters, double[] numbers) {
        return Arrays.stream(numbers)
                .map(number -> parameters.toReal(parameters.toInteger(number)))
                .toArray();
    }

    private static double[] get(Map<String, double[]> values, String value) {
        return Objects.requireNonNull(values.get(value));
    }
}
