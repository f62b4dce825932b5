package io.vedette.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.QuantizedTensor;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.interpreter.Interpreter;
import io.vedette.trainer.interpreter.Simulation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BiasCorrectionTest {
    private final BiasCorrection correction = new BiasCorrection(1);

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void correct_everyOperator_takesTheMeanErrorAway(Class<?> kind) {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(kind, 61));
        // Those that gave the ranges: with others the logits might leave them.
        List<float[]> pictures = Pictures.random(quantized.graph().input(), 20, 31);

        QuantizedGraph corrected = correction.correct(quantized, pictures);

        String logits = quantized.graph().logits();
        Node last = quantized.graph().getNode(logits);
        if (!quantized.weights().containsKey(last.name())) {
            // Behind a softmax no layer is left whose mean could be looked at.
            assertThat(corrected.weights().keySet())
                    .isEqualTo(quantized.weights().keySet());
            return;
        }
        for (int output = 0; output < quantized.graph().classes(); output++) {
            double step = quantized.getParameters(logits).scale();
            // The logits are rounded after the correction: the mean of twenty such errors has a deviation of
            // √(1/12/20), 0.065 steps.
            assertThat(Math.abs(meanError(quantized.graph(), corrected, pictures, output)))
                    .isLessThan(0.25 * step);
        }
    }

    @Test
    void correct_layerWithoutBias_hasOne() {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(Convolution.class, 61));
        assertThat(quantized.graph().getNode("bare").findWeight(WeightRole.BIAS))
                .isEmpty();

        QuantizedGraph corrected =
                correction.correct(quantized, Pictures.random(quantized.graph().input(), 20, 31));

        QuantizedTensor bias = corrected.getWeight(quantized.graph().getNode("bare"), WeightRole.BIAS);
        float inputScale = quantized.getParameters("grouped").scale();
        QuantizedTensor weight = quantized.getWeight(quantized.graph().getNode("bare"), WeightRole.WEIGHT);
        assertThat(bias.parameters().scale(1))
                .isEqualTo(inputScale * weight.parameters().scale(1));
        assertThat(corrected.getWeight(quantized.graph().getNode("bare"), WeightRole.WEIGHT))
                .isSameAs(weight);
        assertThat(corrected.graph()).isSameAs(quantized.graph());
    }

    /** Mean over the pictures of what a quantized graph answers more than the float graph. */
    private static double meanError(Graph graph, QuantizedGraph quantized, List<float[]> pictures, int output) {
        Simulation simulation = new Simulation(quantized);
        double sum = 0;
        for (float[] picture : pictures) {
            double[] found = Objects.requireNonNull(simulation.run(picture).get(graph.logits()));
            double[] expected =
                    Objects.requireNonNull(Interpreter.run(graph, picture).get(graph.logits()));
            sum += found[output] - expected[output];
        }
        return sum / pictures.size();
    }
}
