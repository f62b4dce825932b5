package io.vedette.trainer.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.operator.Linear;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntegerInterpreterTest {
    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void compute_eachOperatorOnTheKernelsOwnInputs_isWithinAStepOfTheKernel(Class<?> kind) {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(kind, 29));

        KernelComparison comparison =
                KernelComparison.of(quantized, Pictures.random(quantized.graph().input(), 20, 41));

        // The kernels that are made for speed round a half now and then to the other side.
        assertThat(comparison.others()).as("%s", comparison).isLessThan(comparison.all() / 100);
    }

    @Test
    void compute_nodeThatStaysInFloats_isRefusedByName() {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(Linear.class, 29));
        QuantizedGraph mixed = quantized.withFloatNodes(Set.of("same"));
        float[] picture = new float[mixed.graph().input().elements()];

        assertThatThrownBy(() -> IntegerInterpreter.run(mixed, picture))
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("same");
    }

    @Test
    void run_pictureOfAnotherSize_isRefused() {
        QuantizedGraph quantized = QuantizedSamples.of(
                OperatorSamples.graphs(29).values().iterator().next());

        assertThatThrownBy(() -> IntegerInterpreter.run(quantized, new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but has 3");
    }
}
