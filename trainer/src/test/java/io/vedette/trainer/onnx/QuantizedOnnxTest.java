package io.vedette.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.vedette.core.bundle.ModelFormat;
import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.interpreter.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuantizedOnnxTest {
    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writeQuantized_eachOperator_runsAsRoundedReference(Class<?> kind) {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(kind, 29));
        QuantizedSamples.assertRunsAsReference(quantized, ModelFormat.ONNX, OnnxWriter.writeQuantized(quantized));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writeQuantized_eachOperator_runsInIntegers(Class<?> kind, @TempDir Path folder) throws Exception {
        assertAllInteger(QuantizedSamples.of(OperatorSamples.graph(kind, 29)), folder);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writeQuantized_everySecondNodeInFloats_runsAsRoundedReference(Class<?> kind) {
        for (int first = 0; first < 2; first++) {
            QuantizedGraph quantized = QuantizedSamples.mixed(OperatorSamples.graph(kind, 29), first);
            QuantizedSamples.assertRunsAsReference(quantized, ModelFormat.ONNX, OnnxWriter.writeQuantized(quantized));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writeQuantized_inInt8_runsAsRoundedReference(Class<?> kind) {
        for (QuantizedGraph quantized : List.of(
                QuantizedSamples.of(OperatorSamples.graph(kind, 29)),
                QuantizedSamples.mixed(OperatorSamples.graph(kind, 29), 0),
                QuantizedSamples.mixed(OperatorSamples.graph(kind, 29), 1))) {
            QuantizedSamples.assertRunsAsReference(
                    quantized, ModelFormat.ONNX, OnnxWriter.writeQuantized(quantized, QdqForm.SIGNED));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writeQuantized_inInt8WhereThatIsAllowed_runsInIntegers(Class<?> kind, @TempDir Path folder) throws Exception {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(kind, 29));

        assertAllInteger(quantized, optimized(OnnxWriter.writeQuantized(quantized, QdqForm.SIGNED), folder));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writeQuantized_forTensorRt_runsAsRoundedReference(Class<?> kind) {
        QuantizedGraph quantized = QuantizedSamples.symmetric(OperatorSamples.graph(kind, 29));
        QuantizedSamples.assertRunsAsReference(
                quantized, ModelFormat.ONNX, OnnxWriter.writeQuantized(quantized, QdqForm.TENSOR_RT));
    }

    @Test
    void writeQuantized_forTensorRt_isOfWhatItReads() throws Exception {
        Graph graph = new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 11, 7);

        GraphProto file = ModelProto.parseFrom(
                        OnnxWriter.writeQuantized(QuantizedSamples.symmetric(graph), QdqForm.TENSOR_RT))
                .getGraph();

        assertThat(file.getNodeList())
                .filteredOn(node -> node.getOpType().equals("Relu"))
                .hasSize(11);
        // It dequantizes no int32, and no int8 that nothing quantized.
        assertThat(file.getInitializerList())
                .noneMatch(constant -> constant.getDataType() == TensorProto.DataType.INT32_VALUE);
        assertThat(file.getInitializerList())
                .filteredOn(constant -> constant.getName().endsWith("/zero_point"))
                .isNotEmpty()
                .allSatisfy(constant -> {
                    assertThat(constant.getDataType()).isEqualTo(TensorProto.DataType.INT8_VALUE);
                    assertThat(constant.getRawData().toByteArray()).containsOnly(0);
                });
        Set<String> quantized = file.getNodeList().stream()
                .filter(node -> node.getOpType().equals("QuantizeLinear"))
                .map(node -> node.getOutput(0))
                .collect(Collectors.toSet());
        assertThat(file.getNodeList())
                .filteredOn(node -> node.getOpType().equals("DequantizeLinear"))
                .allMatch(node -> quantized.contains(node.getInput(0)));
    }

    @Test
    void writeQuantized_forTensorRtWithAZeroPoint_isRefused() {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(Convolution.class, 29));

        assertThatThrownBy(() -> OnnxWriter.writeQuantized(quantized, QdqForm.TENSOR_RT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zero point 0");
    }

    @ParameterizedTest
    @EnumSource(QdqForm.class)
    void writeQuantized_eachForm_hasItsOwnIntegers(QdqForm form) throws Exception {
        GraphProto file = ModelProto.parseFrom(OnnxWriter.writeQuantized(
                        QuantizedSamples.symmetric(OperatorSamples.graph(Convolution.class, 29)), form))
                .getGraph();

        TensorProto.DataType expected =
                form == QdqForm.UNSIGNED ? TensorProto.DataType.UINT8 : TensorProto.DataType.INT8;
        Map<String, TensorProto> constants =
                file.getInitializerList().stream().collect(Collectors.toMap(TensorProto::getName, Function.identity()));
        assertThat(file.getNodeList())
                .filteredOn(node -> node.getOpType().equals("QuantizeLinear"))
                .isNotEmpty()
                .allMatch(node -> constants.get(node.getInput(2)).getDataType() == expected.getNumber());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writeQuantized_everySecondNodeInFloats_isReadBackAsTheSameNetwork(Class<?> kind) {
        Graph graph = OperatorSamples.graph(kind, 29);
        for (QdqForm form : QdqForm.values()) {
            QuantizedGraph quantized =
                    form == QdqForm.TENSOR_RT ? QuantizedSamples.symmetric(graph) : QuantizedSamples.of(graph);
            for (int first = 0; first < 2; first++) {
                QuantizedGraph mixed = QuantizedSamples.mixed(quantized, first);

                Graph read = OnnxReader.read("test", OnnxWriter.writeQuantized(mixed, form), FinalSoftmax.KEPT);

                assertSame(read, withRoundedWeights(mixed));
            }
        }
    }

    private static Graph withRoundedWeights(QuantizedGraph quantized) {
        Graph graph = quantized.graph();
        return graph.withNodes(graph.nodes().stream()
                .map(node -> quantized.floatNodes().contains(node.name()) ? node : quantized.dequantized(node))
                .toList());
    }

    private static void assertSame(Graph read, Graph graph) {
        for (float[] picture : Pictures.random(graph.input(), 3, 41)) {
            assertThat(Interpreter.run(read, picture).get(read.logits()))
                    .containsExactly(Interpreter.run(graph, picture).get(graph.logits()), Offset.offset(1e-5));
        }
    }

    @ParameterizedTest
    @EnumSource(QdqForm.class)
    void writeQuantized_eachForm_isReadBackAsTheSameNetwork(QdqForm form) {
        Graph graph = new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 11, 7);
        QuantizedGraph quantized =
                form == QdqForm.TENSOR_RT ? QuantizedSamples.symmetric(graph) : QuantizedSamples.of(graph);

        Graph read = OnnxReader.read(OnnxWriter.writeQuantized(quantized, form));

        for (float[] picture : Pictures.random(graph.input(), 3, 41)) {
            double[] expected = Interpreter.run(graph, picture).get(graph.logits());
            double[] found = Interpreter.run(read, picture).get(read.logits());
            // Only the weights are rounded, to one of 255 steps.
            assertThat(found).containsExactly(expected, Offset.offset(0.1));
        }
    }

    @Test
    void writeQuantized_weightsWithOneScale_runsAsRoundedReference() {
        QuantizedGraph quantized =
                QuantizedSamples.of(OperatorSamples.graph(Convolution.class, 29), Granularity.PER_TENSOR);
        assertThat(quantized
                        .getWeight(quantized.graph().getNode("same"), WeightRole.WEIGHT)
                        .parameters()
                        .scales())
                .hasSize(1);
        QuantizedSamples.assertRunsAsReference(quantized, ModelFormat.ONNX, OnnxWriter.writeQuantized(quantized));
    }

    @Test
    void writeQuantized_wholeNetwork_runsInIntegers(@TempDir Path folder) throws Exception {
        Graph graph = new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 11, 7);

        Map<String, Long> operators = assertAllInteger(QuantizedSamples.of(graph), folder);

        assertThat(operators).containsEntry("QLinearConv", 11L).containsEntry("QGemm", 1L);
        assertThat(operators).containsEntry("QLinearGlobalAveragePool", 1L);
        assertThat(operators).containsEntry("QuantizeLinear", 1L).containsEntry("DequantizeLinear", 2L);
    }

    @Test
    void writeQuantized_oneConvolutionInFloats_isTheOnlyOneThatRunsSo(@TempDir Path folder) throws Exception {
        Graph graph = new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 11, 7);

        Map<String, Long> operators =
                optimized(QuantizedSamples.of(graph).withFloatNodes(Set.of("block1.depthwise")), folder);

        assertThat(operators).containsEntry("QLinearConv", 10L).containsEntry("QGemm", 1L);
        assertThat(operators.getOrDefault("Conv", 0L) + operators.getOrDefault("FusedConv", 0L))
                .as("convolutions in floats among %s", operators)
                .isEqualTo(1);
    }

    @Test
    void writeQuantized_convolutionWeights_haveAScalePerChannel() throws Exception {
        Graph graph = new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 11, 7);
        GraphProto file = ModelProto.parseFrom(OnnxWriter.writeQuantized(QuantizedSamples.of(graph)))
                .getGraph();
        Map<String, TensorProto> constants =
                file.getInitializerList().stream().collect(Collectors.toMap(TensorProto::getName, Function.identity()));

        TensorProto scales = constants.get("block1.pointwise/WEIGHT/parameters/scale");
        assertThat(scales.getDimsList()).containsExactly(32L);
        assertThat(scales.getRawData()
                        .asReadOnlyByteBuffer()
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer())
                .satisfies(values -> {
                    float[] each = new float[32];
                    values.get(each);
                    assertThat(each).doesNotHaveDuplicates();
                });
        assertThat(constants.get("block1.pointwise/WEIGHT").getDataType()).isEqualTo(TensorProto.DataType.INT8_VALUE);
        assertThat(constants.get("block1.pointwise/BIAS").getDataType()).isEqualTo(TensorProto.DataType.INT32_VALUE);
        NodeProto dequantize = file.getNodeList().stream()
                .filter(node -> node.getOutput(0).equals("block1.pointwise/WEIGHT/dequantized"))
                .findFirst()
                .orElseThrow();
        assertThat(dequantize.getAttribute(0).getName()).isEqualTo("axis");
        assertThat(dequantize.getAttribute(0).getI()).isZero();
    }

    @Test
    void writeQuantized_wholeNetwork_holdsNoRelu() throws IOException {
        Graph graph = new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 11, 7);

        GraphProto file = ModelProto.parseFrom(OnnxWriter.writeQuantized(QuantizedSamples.of(graph)))
                .getGraph();

        assertThat(file.getNodeList()).noneMatch(node -> node.getOpType().equals("Relu"));
    }

    /** What ONNX Runtime really executes, by kind; no convolution or linear layer may be left in floats. */
    private static Map<String, Long> assertAllInteger(QuantizedGraph quantized, Path folder)
            throws OrtException, IOException {
        return assertAllInteger(quantized, optimized(quantized, folder));
    }

    private static Map<String, Long> assertAllInteger(QuantizedGraph quantized, Map<String, Long> operators) {
        long weighted = quantized.nodes().stream()
                .filter(fused -> !fused.node().weights().isEmpty())
                .count();
        assertThat(operators.getOrDefault("QLinearConv", 0L) + operators.getOrDefault("QGemm", 0L))
                .as("integer kernels among %s", operators)
                .isEqualTo(weighted);
        assertThat(operators).doesNotContainKeys("Conv", "FusedConv", "Gemm", "FusedGemm", "MatMul");
        return operators;
    }

    private static Map<String, Long> optimized(QuantizedGraph quantized, Path folder) throws OrtException, IOException {
        return optimized(OnnxWriter.writeQuantized(quantized), folder);
    }

    /** With int8 between nodes allowed, as on ARM. */
    private static Map<String, Long> optimized(byte[] file, Path folder) throws OrtException, IOException {
        Path optimized = folder.resolve("optimized.onnx");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.qdqisint8allowed", "1");
            options.setOptimizedModelFilePath(optimized.toString());
            options.setSessionLogLevel(ai.onnxruntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            OrtEnvironment.getEnvironment().createSession(file, options).close();
        }
        List<NodeProto> nodes =
                ModelProto.parseFrom(Files.readAllBytes(optimized)).getGraph().getNodeList();
        return nodes.stream().collect(Collectors.groupingBy(NodeProto::getOpType, Collectors.counting()));
    }
}
