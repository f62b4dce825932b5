package io.vedette.trainer.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.TfliteEngine;
import io.vedette.runtime.image.ElementType;
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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.Tensor;
import org.tensorflow.lite.schema.TensorType;

class QuantizedTfliteTest {
    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writeQuantized_eachOperator_runsAsRoundedReference(Class<?> kind) {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(kind, 29));
        byte[] file = TfliteWriter.writeQuantized(quantized);

        try (TfliteEngine engine = TfliteEngine.open("test", ByteBuffer.wrap(file), EngineOptions.SINGLE_THREAD)) {
            assertThat(engine.input().elementType()).isEqualTo(ElementType.INT8);
            QuantizedSamples.assertRunsAsReference(quantized, engine);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writeQuantized_everySecondNodeInFloats_runsAsRoundedReference(Class<?> kind) {
        for (int first = 0; first < 2; first++) {
            QuantizedGraph quantized = QuantizedSamples.mixed(OperatorSamples.graph(kind, 29), first);
            QuantizedSamples.assertRunsAsReference(
                    quantized, ModelFormat.TFLITE, TfliteWriter.writeQuantized(quantized));
        }
    }

    @ParameterizedTest
    @EnumSource(Edges.class)
    void writeQuantized_eachKindOfEdges_runsAsRoundedReference(Edges edges) {
        for (Class<?> kind : OperatorSamples.kinds()) {
            for (QuantizedGraph quantized : List.of(
                    QuantizedSamples.of(OperatorSamples.graph(kind, 29)),
                    QuantizedSamples.mixed(OperatorSamples.graph(kind, 29), 0),
                    QuantizedSamples.mixed(OperatorSamples.graph(kind, 29), 1))) {
                byte[] file = TfliteWriter.writeQuantized(quantized, edges);

                try (TfliteEngine engine =
                        TfliteEngine.open("test", ByteBuffer.wrap(file), EngineOptions.SINGLE_THREAD)) {
                    assertThat(engine.input().elementType().name()).startsWith(edges.name());
                    QuantizedSamples.assertRunsAsReference(quantized, engine);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"INT8, INT8", "UINT8, UINT8", "FLOAT, FLOAT32"})
    void writeQuantized_eachKindOfEdges_hasThemAtTheEdgesAlone(Edges edges, ElementType type) {
        QuantizedGraph quantized = QuantizedSamples.of(new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 11, 7));

        Map<String, Tensor> tensors = tensors(TfliteWriter.writeQuantized(quantized, edges));

        assertThat(tensors.entrySet().stream()
                        .filter(tensor -> tensor.getValue().type()
                                == switch (type) {
                                    case INT8 -> TensorType.INT8;
                                    case UINT8 -> TensorType.UINT8;
                                    case FLOAT32 -> TensorType.FLOAT32;
                                })
                        .map(Map.Entry::getKey))
                .contains("input", "logits", "embedding")
                .satisfies(names -> assertThat(names.size() == 3).isEqualTo(edges != Edges.INT8));
    }

    @ParameterizedTest
    @EnumSource(Edges.class)
    void writeQuantized_eachKindOfEdges_isReadBackAsTheSameNetwork(Edges edges) {
        Graph graph = new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 11, 7);

        Graph read = TfliteReader.read(TfliteWriter.writeQuantized(QuantizedSamples.of(graph), edges));

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
        QuantizedSamples.assertRunsAsReference(quantized, ModelFormat.TFLITE, TfliteWriter.writeQuantized(quantized));
    }

    @Test
    void writeQuantized_wholeNetwork_isIntegerThroughout() {
        Map<String, Tensor> tensors = tensors();

        assertThat(tensors.values()).allMatch(tensor -> tensor.type() != TensorType.FLOAT32);
        assertThat(tensors.get("logits").type()).isEqualTo(TensorType.INT8);
        assertThat(tensors.get("embedding").type()).isEqualTo(TensorType.INT8);
    }

    @Test
    void writeQuantized_oneConvolutionInFloats_hasFloatsAroundItAlone() {
        QuantizedGraph quantized = QuantizedSamples.of(new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 11, 7));

        Map<String, Tensor> tensors = tensors(quantized.withFloatNodes(Set.of("block1.depthwise")));

        assertThat(tensors.entrySet().stream()
                        .filter(tensor -> tensor.getValue().type() == TensorType.FLOAT32)
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "stem.act/real",
                        "block1.depthwise/padded",
                        "block1.depthwise/WEIGHT",
                        "block1.depthwise/BIAS",
                        "block1.depthwise.act/real");
    }

    @Test
    void writeQuantized_convolutions_haveAScalePerChannelAlongTheirAxis() {
        Map<String, Tensor> tensors = tensors();

        Tensor pointwise = Objects.requireNonNull(tensors.get("block1.pointwise/WEIGHT"));
        assertThat(pointwise.quantization().scaleLength()).isEqualTo(32);
        assertThat(pointwise.quantization().quantizedDimension()).isZero();
        assertThat(pointwise.quantization().scale(0))
                .isNotEqualTo(pointwise.quantization().scale(1));
        Tensor depthwise = Objects.requireNonNull(tensors.get("block1.depthwise/WEIGHT"));
        assertThat(depthwise.shape(3)).isEqualTo(16);
        assertThat(depthwise.quantization().scaleLength()).isEqualTo(16);
        assertThat(depthwise.quantization().quantizedDimension()).isEqualTo(3);
        assertThat(Objects.requireNonNull(tensors.get("block1.depthwise/BIAS")).type())
                .isEqualTo(TensorType.INT32);
        assertThat(Objects.requireNonNull(tensors.get("logits/WEIGHT"))
                        .quantization()
                        .scaleLength())
                .isEqualTo(1);
    }

    private static Map<String, Tensor> tensors() {
        return tensors(QuantizedSamples.of(new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 11, 7)));
    }

    private static Map<String, Tensor> tensors(QuantizedGraph quantized) {
        return tensors(TfliteWriter.writeQuantized(quantized));
    }

    private static Map<String, Tensor> tensors(byte[] file) {
        SubGraph subgraph = Model.getRootAsModel(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN))
                .subgraphs(0);
        Map<String, Tensor> tensors = new HashMap<>();
        for (int i = 0; i < subgraph.tensorsLength(); i++) {
            tensors.put(subgraph.tensors(i).name(), subgraph.tensors(i));
        }
        return tensors;
    }
}
