package io.vedette.trainer.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Reshape;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.interpreter.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TfliteReaderTest {
    /** Constants of an activation, as 1/6, are floats in the file. */
    private static final double TOLERANCE = 1e-4;

    /** What has no operator in a file: folded, or nothing when a network runs. */
    private static final List<Class<?>> VANISHING =
            List.of(BatchNorm.class, Dropout.class, Identity.class, Softmax.class, Reshape.class);

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_eachOperatorWritten_computesTheSame(Class<?> kind) {
        Graph graph = OperatorSamples.graph(kind, 41);

        Graph read = TfliteReader.read(TfliteWriter.write(new FoldBatchNorm().apply(graph)));

        for (float[] picture : Pictures.random(graph.input(), 3, 43)) {
            Map<String, double[]> expected = Interpreter.run(graph, picture);
            Map<String, double[]> found = Interpreter.run(read, picture);
            assertClose(scores(read, found), scores(graph, expected));
            assertClose(found.get(read.embedding()), expected.get(graph.embedding()));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_eachOperatorWritten_hasAsManyOfItAndNothingElse(Class<?> kind) {
        Graph graph = new FoldBatchNorm().apply(OperatorSamples.graph(kind, 41));

        Graph read = TfliteReader.read(TfliteWriter.write(graph));

        if (!VANISHING.contains(kind)) {
            assertThat(read.nodes().stream().map(Node::operator).toList())
                    .isEqualTo(graph.nodes().stream().map(Node::operator).toList());
        }
        assertThat(read.input()).isEqualTo(graph.input());
    }

    /** A softmax at the end is left out. */
    private static double[] scores(Graph graph, Map<String, double[]> values) {
        String logits = graph.logits();
        Node last = graph.nodes().get(graph.nodes().size() - 1);
        return last.operator() instanceof Softmax ? values.get(last.input()) : values.get(logits);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_eachOperatorQuantized_hasTheWeightsThatTheIntegersStandFor(Class<?> kind) {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(kind, 47));

        TfliteNetwork network = TfliteReader.readNetwork(TfliteWriter.writeQuantized(quantized));

        int compared = 0;
        for (FusedNode fused : quantized.nodes()) {
            for (WeightRole role : fused.node().weights().keySet()) {
                Tensor expected = quantized.getWeight(fused.node(), role).toReal();
                Node node = network.graph().getNode(fused.node().name());
                assertThat(node.getWeight(role)).isEqualTo(expected);
                compared++;
            }
        }
        assertThat(compared).isPositive();
        assertThat(network.input().quantization()).contains(quantized.getParameters(Graph.INPUT));
    }

    @Test
    void read_flattenedRowByRow_movesTheColumnsToTheGraphsOrder() {
        Graph graph = TfliteReader.read(TfliteForms.file("flattened"));

        assertThat(graph.nodes().stream().map(Node::operator).toList()).containsExactly(new Flatten(), new Linear(4));
    }

    @Test
    void read_zerosBeforeAConvolution_becomeItsPadding() {
        Graph graph = TfliteReader.read(TfliteForms.file("padded"));

        assertThat(graph.nodes().stream()
                        .filter(node -> node.operator() instanceof Convolution)
                        .map(node -> ((Convolution) node.operator())
                                .window()
                                .padding()
                                .bottom()))
                .contains(2);
    }

    static Stream<String> forms() {
        return TfliteForms.names().stream();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void read_formOfOtherConverters_computesAsTheRuntime(String form) {
        TfliteNetwork network = TfliteReader.readNetwork(TfliteForms.file(form));

        TfliteForms.assertComputesAsRuntime(form, network, TOLERANCE);
    }

    @Test
    void readNetwork_bytesInAndOut_saysWhichNumbersTheyStandFor() {
        TfliteInput input = TfliteReader.readNetwork(TfliteForms.bytes()).input();

        assertThat(input.name()).isEqualTo("input");
        assertThat(input.quantization().orElseThrow().zeroPoint()).isEqualTo(128);
        assertThat(input.range().orElseThrow().lowest()).isEqualTo(-1);
        assertThat(input.range().orElseThrow().highest()).isEqualTo(127 / 128f);
    }

    @Test
    void read_unsignedBytes_givesTheRealWeightsAndBiases() {
        Node linear = TfliteReader.read(TfliteForms.bytes()).nodes().get(1);

        Tensor bias = linear.getWeight(WeightRole.BIAS);
        float step = 0.01f * (1 / 128f);
        assertThat(bias.toArray()).containsExactly(1000 * step, -500 * step, 0, 7 * step);
        Tensor weight = linear.getWeight(WeightRole.WEIGHT);
        for (float number : weight.toArray()) {
            assertThat(number).isBetween(-120 * 0.01f, 135 * 0.01f);
        }
    }

    @Test
    void read_path_readsTheFile(@TempDir Path folder) throws IOException {
        Graph graph = OperatorSamples.graph(Linear.class, 41);
        Path file = Files.write(folder.resolve("network.tflite"), TfliteWriter.write(graph));

        assertThat(TfliteReader.read(file).classes()).isEqualTo(graph.classes());
    }

    @Test
    void read_convolutionAsClassifier_embedsWhatItReads() {
        Graph graph = TfliteReader.read(TfliteForms.file("pointwise classifier"));

        assertThat(graph.shapeOf(graph.embedding())).isEqualTo(Shape.of(3));
        assertThat(graph.classes()).isEqualTo(4);
    }

    static Stream<String> refusals() {
        return TfliteForms.refusals().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void read_whatNoGraphHas_isRefusedWithTheFact(String refusal) {
        assertThatThrownBy(() -> TfliteReader.read(TfliteForms.refusal(refusal)))
                .isInstanceOf(TfliteFileException.class)
                .hasMessageContaining(TfliteForms.refusals().get(refusal));
    }

    @Test
    void read_unknownOperator_isNamedWithItsPlace() {
        assertThatThrownBy(() -> TfliteReader.read(TfliteForms.refusal("unknown operator")))
                .isInstanceOfSatisfying(TfliteOperatorException.class, e -> {
                    assertThat(e.index()).isEqualTo(1);
                    assertThat(e.kind()).isEqualTo("TANH");
                    assertThat(e.node()).isEqualTo("curved");
                });
    }

    @Test
    void read_truncatedAnywhere_throwsTfliteFileException() {
        byte[] file = TfliteWriter.write(OperatorSamples.graph(Linear.class, 41));

        for (int length = 0; length < file.length; length += 61) {
            byte[] beginning = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> TfliteReader.read(beginning)).isInstanceOf(TfliteFileException.class);
        }
    }

    private static void assertClose(double[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], Offset.offset(TOLERANCE));
        }
    }
}
