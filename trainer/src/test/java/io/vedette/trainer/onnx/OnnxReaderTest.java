package io.vedette.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Silu;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.interpreter.Interpreter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxReaderTest {
    /** Both sides are computed in doubles from the same weights. */
    private static final double TOLERANCE = 1e-5;

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_eachOperatorAsWritten_computesTheSame(Class<?> kind) {
        Graph graph = OperatorSamples.graph(kind, 17);

        Graph read = OnnxReader.read("test", OnnxWriter.write(graph), FinalSoftmax.KEPT);

        assertThat(read.input()).isEqualTo(graph.input());
        assertThat(read.parameterCount()).isEqualTo(graph.parameterCount());
        assertAlike(read, graph);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_eachOperatorInIntegers_hasTheRealNumbersOfTheWeights(Class<?> kind) {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(kind, 29));
        List<Map<WeightRole, Tensor>> expected = new ArrayList<>();
        for (FusedNode fused : quantized.nodes()) {
            if (!fused.node().weights().isEmpty()) {
                expected.add(realWeights(quantized, fused.node()));
            }
        }

        Graph read = OnnxReader.read("test", OnnxWriter.writeQuantized(quantized), FinalSoftmax.KEPT);

        assertThat(read.nodes().stream().map(Node::weights).filter(weights -> !weights.isEmpty()))
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_eachOperatorInIntegers_computesAsBeforeQuantization(Class<?> kind) {
        Graph graph = OperatorSamples.graph(kind, 29);
        QuantizedGraph quantized = QuantizedSamples.of(graph);
        Map<String, Map<WeightRole, Tensor>> weights = new HashMap<>();
        quantized.graph().nodes().forEach(node -> weights.put(node.name(), realWeights(quantized, node)));

        Graph read = OnnxReader.read("test", OnnxWriter.writeQuantized(quantized), FinalSoftmax.KEPT);

        assertAlike(read, quantized.graph().withWeights(weights));
    }

    private static Map<WeightRole, Tensor> realWeights(QuantizedGraph quantized, Node node) {
        Map<WeightRole, Tensor> weights = new HashMap<>();
        node.weights()
                .keySet()
                .forEach(role ->
                        weights.put(role, quantized.getWeight(node, role).toReal()));
        return weights;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lenet-5", "resnet-8", "squeezenet-1.1", "mobilenet-v2", "mobilenet-v3-small", "googlenet"})
    void read_publishedNetwork_hasItsNodes(String name) {
        assertSameNodes(Catalogue.find(name, 1).build(Shape.of(3, 96, 96), 10, 3));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("names")
    void read_eachPublishedNetwork_hasItsNodes(String name) {
        assertSameNodes(Catalogue.find(name, 1).build(Shape.of(3, 128, 128), 10, 3));
    }

    static Stream<String> names() {
        return Catalogue.names().stream();
    }

    private static void assertSameNodes(Graph graph) {
        Graph read = OnnxReader.read(OnnxWriter.write(graph));

        assertThat(computing(read)).containsExactlyElementsOf(computing(graph));
        assertThat(read.multiplyAccumulates()).isEqualTo(graph.multiplyAccumulates());
        assertThat(read.shapeOf(read.embedding())).isEqualTo(graph.shapeOf(graph.embedding()));
    }

    /** What each node computes and with what, but for those that only hand on. */
    private static List<Map.Entry<Operator, Map<WeightRole, Tensor>>> computing(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> !(node.operator() instanceof Flatten || node.operator() instanceof Dropout))
                .map(node -> Map.entry(node.operator(), node.weights()))
                .toList();
    }

    @Test
    void read_softmaxAtTheEnd_isDropped() {
        Graph graph = OperatorSamples.graph(Softmax.class, 17);
        float[] picture = Pictures.random(graph.input(), 1, 19).get(0);

        Graph read = OnnxReader.read(OnnxWriter.write(graph));

        assertThat(read.nodes()).noneMatch(node -> node.operator() instanceof Softmax);
        assertThat(Interpreter.run(read, picture).get(read.logits()))
                .containsExactly(Interpreter.run(graph, picture).get("scores"), Offset.offset(TOLERANCE));
    }

    @Test
    void read_valueTimesItsSigmoid_isOneNode() {
        Graph graph = OperatorSamples.graph(Silu.class, 17);

        Graph read = OnnxReader.read(OnnxWriter.write(graph));

        assertThat(read.nodes()).hasSameSizeAs(graph.nodes());
        assertThat(read.nodes().stream().filter(node -> node.operator() instanceof Silu))
                .hasSize(2);
    }

    @Test
    void read_fileOnDisk_isReadAsItsContent(@TempDir Path folder) throws Exception {
        byte[] content = OnnxWriter.write(OperatorSamples.graph(Convolution.class, 17));
        Path file = Files.write(folder.resolve("model.onnx"), content);

        assertThat(OnnxReader.read(file)).isEqualTo(OnnxReader.read(content));
    }

    @Test
    void read_missingFile_throwsIoException(@TempDir Path folder) {
        assertThatThrownBy(() -> OnnxReader.read(folder.resolve("missing.onnx")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static void assertAlike(Graph read, Graph expected) {
        for (float[] picture : Pictures.random(expected.input(), 3, 31)) {
            Map<String, double[]> found = Interpreter.run(read, picture);
            Map<String, double[]> known = Interpreter.run(expected, picture);
            assertThat(found.get(read.logits()))
                    .containsExactly(known.get(expected.logits()), Offset.offset(TOLERANCE));
            assertThat(found.get(read.embedding()))
                    .containsExactly(known.get(expected.embedding()), Offset.offset(TOLERANCE));
        }
    }
}
