package io.vedette.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.OnnxEngine;
import io.vedette.runtime.engine.OnnxProbe;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.interpreter.Interpreter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxWriterTest {
    /** Float sums of some hundred numbers of order one, in another order than the reference's doubles. */
    private static final double TOLERANCE = 1e-4;

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void write_eachOperator_runsAsTheReference(Class<?> kind) {
        Graph graph = OperatorSamples.graph(kind, 17);

        try (OnnxEngine engine =
                OnnxEngine.open("test", ByteBuffer.wrap(OnnxWriter.write(graph)), EngineOptions.SINGLE_THREAD)) {
            for (float[] picture : Pictures.random(graph.input(), 3, 19)) {
                Pictures.run(engine, graph.input(), picture);
                Map<String, double[]> expected = Interpreter.run(graph, picture);
                assertClose(engine.logits(), expected.get(graph.logits()));
                assertClose(engine.embedding(), expected.get(graph.embedding()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writeObservable_eachOperator_showsEveryValue(Class<?> kind) {
        Graph graph = OperatorSamples.graph(kind, 17);
        float[] picture = Pictures.random(graph.input(), 1, 23).get(0);
        Map<String, double[]> expected = Interpreter.run(graph, picture);
        List<String> seen = new ArrayList<>();

        try (OnnxProbe probe = OnnxProbe.open(
                "test", ByteBuffer.wrap(OnnxWriter.writeObservable(graph)), EngineOptions.SINGLE_THREAD)) {
            probe.inputBuffer().asFloatBuffer().put(picture);
            probe.run((value, numbers) -> {
                float[] found = new float[numbers.remaining()];
                numbers.get(found);
                assertClose(found, expected.get(value));
                seen.add(value);
            });
        }

        assertThat(seen).hasSameSizeAs(graph.nodes());
    }

    @Test
    void write_anotherValueBearsAnOutputsName_keepsThemApart() {
        Graph graph = OperatorSamples.graph(io.vedette.trainer.graph.operator.Linear.class, 17);
        Graph confusing = new Graph(
                graph.name(),
                graph.input(),
                graph.nodes().stream()
                        .map(node -> switch (node.name()) {
                            case "same" -> node.withOutput("logits");
                            case "pool" -> node.withInputs(List.of("logits"));
                            default -> node;
                        })
                        .toList(),
                graph.logits(),
                graph.embedding());
        float[] picture = Pictures.random(graph.input(), 1, 23).get(0);

        try (OnnxEngine engine =
                OnnxEngine.open("test", ByteBuffer.wrap(OnnxWriter.write(confusing)), EngineOptions.SINGLE_THREAD)) {
            Pictures.run(engine, graph.input(), picture);
            assertClose(engine.logits(), Interpreter.run(graph, picture).get(graph.logits()));
        }
    }

    private static void assertClose(float[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], org.assertj.core.data.Offset.offset(TOLERANCE));
        }
    }
}
