package io.vedette.trainer.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.runtime.engine.TfliteProbe;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.tflite.TfliteWriter;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The integer interpreter beside TensorFlow Lite's own kernels, node by node, each fed with what the kernels made before it: nowhere more than
 * a step apart.
 *
 * @param all numbers that were compared
 * @param others how many of them are a step apart
 */
public record KernelComparison(long all, long others) {
    /** Compares on pictures; more than a step is an error that names the number. */
    public static KernelComparison of(QuantizedGraph quantized, List<float[]> pictures) {
        Graph graph = quantized.graph();
        long all = 0;
        long others = 0;
        try (TfliteProbe probe = TfliteProbe.open("test", ByteBuffer.wrap(TfliteWriter.writeQuantized(quantized)))) {
            for (float[] picture : pictures) {
                int[] input = Objects.requireNonNull(
                        IntegerInterpreter.run(quantized, picture).get(Graph.INPUT));
                Map<String, int[]> kernels = integers(graph, probe, input);
                for (FusedNode fused : quantized.nodes()) {
                    if (!graph.neededValues().contains(fused.output())) {
                        continue;
                    }
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
        return new KernelComparison(all, others);
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
}
