package io.vedette.trainer.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.runtime.engine.TfliteProbe;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.tflite.TfliteWriter;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        Graph graph = quantized.graph();
        long others = 0;
        long all = 0;
        try (TfliteProbe probe = TfliteProbe.open("test", ByteBuffer.wrap(TfliteWriter.writeQuantized(quantized)))) {
            for (float[] picture : Pictures.random(graph.input(), 20, 41)) {
                int[] input = Objects.requireNonNull(
                        IntegerInterpreter.run(quantized, picture).get(Graph.INPUT));
                Map<String, int[]> kernels = integers(graph, probe, input);
                for (FusedNode fused : quantized.nodes()) {
                    int[] expected = IntegerInterpreter.compute(quantized, fused, read(fused, kernels));
                    int[] found = Objects.requireNonNull(kernels.get(fused.output()), fused.output());
                    assertThat(found).hasSameSizeAs(expected);
                    for (int i = 0; i < found.length; i++) {
                        assertThat(found[i])
                                .as("number %d of %s", i, fused.output())
                                .isBetween(expected[i] - 1, expected[i] + 1);
                        others += found[i] == expected[i] ? 0 : 1;
                    }
                    all += found.length;
                }
            }
        }
        // The kernels that are made for speed round a half now and then to the other side.
        assertThat(others).as("of %d", all).isLessThan(all / 100);
    }

    private static List<int[]> read(FusedNode fused, Map<String, int[]> values) {
        return fused.node().inputs().stream()
                .map(value -> Objects.requireNonNull(values.get(value)))
                .toList();
    }

    /** What the kernels left in each value, channels first. */
    private static Map<String, int[]> integers(Graph graph, TfliteProbe probe, int[] picture) {
        Map<String, int[]> values = new HashMap<>();
        ByteBuffer input = ByteBuffer.allocate(picture.length);
        Shape shape = graph.input();
        for (int i = 0; i < picture.length; i++) {
            input.put(inFile(shape, i), (byte) picture[i]);
        }
        probe.run(input, (name, bytes) -> {
            String value = name.equals("logits") ? graph.logits() : name.equals("embedding") ? graph.embedding() : name;
            if (graph.values().containsKey(value)) {
                Shape each = graph.shapeOf(value);
                int[] integers = new int[each.elements()];
                for (int i = 0; i < integers.length; i++) {
                    integers[i] = bytes.get(inFile(each, i));
                }
                values.put(value, integers);
            }
        });
        return values;
    }

    /** Where a number lies in a file that has channels last. */
    private static int inFile(Shape shape, int index) {
        int area = shape.isMap() ? shape.height() * shape.width() : 1;
        return index % area * shape.channels() + index / area;
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
