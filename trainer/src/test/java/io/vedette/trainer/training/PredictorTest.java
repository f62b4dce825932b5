package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.interpreter.Interpreter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PredictorTest {
    /** Float rounding over at most a few hundred additions of values near 1. */
    private static final double TOLERANCE = 2e-4;

    static List<Class<?>> kinds() {
        return OperatorSamples.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void logits_eachOperator_equalTheTextbooks(Class<?> kind) {
        Graph graph = Objects.requireNonNull(OperatorSamples.graphs(3).get(kind));
        Random random = new Random(4);
        int count = 3;
        int size = graph.input().elements();
        float[] values = new float[count * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        float[][] logits;
        try (Predictor predictor = new Predictor(graph, spec(graph))) {
            logits = predictor.logits(values, count);
        }
        for (int picture = 0; picture < count; picture++) {
            float[] single = Arrays.copyOfRange(values, picture * size, (picture + 1) * size);
            double[] expected =
                    Objects.requireNonNull(Interpreter.run(graph, single).get(graph.logits()));
            assertThat(logits[picture]).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) logits[picture][i])
                        .as("logit %d of picture %d", i, picture)
                        .isCloseTo(expected[i], within(TOLERANCE * Math.max(1, Math.abs(expected[i]))));
            }
        }
    }

    @Test
    void logits_packedPixels_areNormalisedAndLaidOutByChannel() {
        Graph graph = OperatorSamples.graphs(3).values().iterator().next();
        PreprocessingSpec spec = new PreprocessingSpec(
                7,
                9,
                ColourOrder.RGB,
                ResizeMode.STRETCH,
                Interpolation.AREA,
                0,
                List.of(0.1f, 0.2f, 0.3f),
                List.of(0.5f, 0.25f, 2f));
        byte[] packed = new byte[spec.pixelBytes()];
        new Random(5).nextBytes(packed);
        float[] tensor = new float[packed.length];
        for (int i = 0; i < packed.length; i++) {
            int channel = i % 3;
            tensor[channel * 63 + i / 3] =
                    (float) (((packed[i] & 0xff) / 255.0 - spec.mean().get(channel))
                            / spec.deviation().get(channel));
        }
        try (Predictor predictor = new Predictor(graph, spec)) {
            assertThat(predictor.logits(packed, 1)[0]).isEqualTo(predictor.logits(tensor, 1)[0]);
        }
    }

    @Test
    void new_pictureOfAnotherSize_isRefused() {
        Graph graph = OperatorSamples.graphs(3).values().iterator().next();
        PreprocessingSpec spec = new PreprocessingSpec(
                8, 9, ColourOrder.GREY, ResizeMode.STRETCH, Interpolation.AREA, 0, List.of(0f), List.of(1f));
        assertThatThrownBy(() -> new Predictor(graph, spec)).isInstanceOf(IllegalArgumentException.class);
    }

    private static PreprocessingSpec spec(Graph graph) {
        return new PreprocessingSpec(
                graph.input().width(),
                graph.input().height(),
                ColourOrder.RGB,
                ResizeMode.STRETCH,
                Interpolation.AREA,
                0,
                List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f));
    }
}
