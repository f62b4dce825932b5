package io.vedette.trainer.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.TfliteEngine;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.interpreter.Interpreter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.lite.schema.Model;

class TfliteWriterTest {
    /** Float sums of some hundred numbers of order one, in another order than the reference's doubles. */
    private static final double TOLERANCE = 1e-4;

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void write_eachOperator_runsAsTheReference(Class<?> kind) {
        Graph graph = OperatorSamples.graph(kind, 17);
        byte[] file = TfliteWriter.write(new FoldBatchNorm().apply(graph));

        try (TfliteEngine engine = TfliteEngine.open("test", ByteBuffer.wrap(file), EngineOptions.SINGLE_THREAD)) {
            for (float[] picture : Pictures.random(graph.input(), 3, 19)) {
                Pictures.run(engine, graph.input(), picture);
                Map<String, double[]> expected = Interpreter.run(graph, picture);
                assertClose(engine.logits(), expected.get(graph.logits()));
                assertClose(engine.embedding(), expected.get(graph.embedding()));
            }
        }
    }

    @Test
    void write_nodeThatNobodyReads_isLeftOut() {
        Graph graph = OperatorSamples.graph(Linear.class, 17);
        Node scores = graph.getNode("scores");
        List<Node> nodes = new ArrayList<>(graph.nodes());
        nodes.add(new Node("unread", scores.operator(), scores.inputs(), "unread", scores.weights()));

        assertThat(TfliteWriter.write(graph.withNodes(nodes))).isEqualTo(TfliteWriter.write(graph));
    }

    @Test
    void write_batchNorm_isRefusedByName() {
        Graph graph = OperatorSamples.graph(BatchNorm.class, 17);

        assertThatThrownBy(() -> TfliteWriter.write(graph))
                .isInstanceOfSatisfying(UnsupportedOperatorException.class, e -> assertThat(e.node())
                        .isEqualTo("norm"));
    }

    @Test
    void write_buffers_areAlignedAndTheFirstIsEmpty() {
        byte[] file = TfliteWriter.write(OperatorSamples.graph(Convolution.class, 17));

        Model model = Model.getRootAsModel(ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN));
        assertThat(Model.ModelBufferHasIdentifier(ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN)))
                .isTrue();
        assertThat(model.buffers(0).dataLength()).isZero();
        for (int i = 1; i < model.buffersLength(); i++) {
            assertThat(model.buffers(i).dataAsByteBuffer().position() % 16).isZero();
        }
    }

    private static void assertClose(float[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], Offset.offset(TOLERANCE));
        }
    }
}
