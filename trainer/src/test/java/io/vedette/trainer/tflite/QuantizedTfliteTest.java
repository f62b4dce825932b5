package io.vedette.trainer.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.TfliteEngine;
import io.vedette.runtime.image.ElementType;
import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
            byte[] file = TfliteWriter.writeQuantized(quantized);

            try (TfliteEngine engine = TfliteEngine.open("test", ByteBuffer.wrap(file), EngineOptions.SINGLE_THREAD)) {
                QuantizedSamples.assertRunsAsReference(quantized, engine);
            }
        }
    }

    @Test
    void writeQuantized_weightsWithOneScale_runsAsRoundedReference() {
        QuantizedGraph quantized =
                QuantizedSamples.of(OperatorSamples.graph(Convolution.class, 29), Granularity.PER_TENSOR);
        byte[] file = TfliteWriter.writeQuantized(quantized);

        assertThat(quantized
                        .getWeight(quantized.graph().getNode("same"), WeightRole.WEIGHT)
                        .parameters()
                        .scales())
                .hasSize(1);
        try (TfliteEngine engine = TfliteEngine.open("test", ByteBuffer.wrap(file), EngineOptions.SINGLE_THREAD)) {
            QuantizedSamples.assertRunsAsReference(quantized, engine);
        }
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
        byte[] file = TfliteWriter.writeQuantized(quantized);
        SubGraph subgraph = Model.getRootAsModel(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN))
                .subgraphs(0);
        Map<String, Tensor> tensors = new HashMap<>();
        for (int i = 0; i < subgraph.tensorsLength(); i++) {
            tensors.put(subgraph.tensors(i).name(), subgraph.tensors(i));
        }
        return tensors;
    }
}
