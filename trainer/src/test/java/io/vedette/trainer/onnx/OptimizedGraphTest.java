package io.vedette.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.OnnxEngine;
import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.onnx.OptimizedGraph.Kernel;
import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizedGraphTest {
    @Test
    void findKernel_layerLeftInFloats_tellsThatItsConstantsAreFloats() {
        QuantizedGraph mixed = QuantizedSamples.of(OperatorSamples.graph(Convolution.class, 29))
                .withFloatNodes(Set.of("same", "bare"));

        assertThat(kernel(mixed, QdqForm.UNSIGNED, "same"))
                .isEqualTo(new Kernel("Conv", false, "its weights are floats, its bias is floats"));
        assertThat(kernel(mixed, QdqForm.UNSIGNED, "bare"))
                .isEqualTo(new Kernel("Conv", false, "its weights are floats"));
    }

    /** What a runtime would execute that leaves the file as it is; ONNX Runtime quantizes a bias between integers itself. */
    @Test
    void findKernel_biasInFloats_tellsIt() {
        QuantizedGraph quantized = QuantizedSamples.symmetric(OperatorSamples.graph(Convolution.class, 29));
        OptimizedGraph file =
                OptimizedGraph.read(quantized.graph(), OnnxWriter.writeQuantized(quantized, QdqForm.TENSOR_RT));

        assertThat(file.findKernel(layer(quantized, "same"))).contains(new Kernel("Conv", false, "its bias is floats"));
        assertThat(file.findKernel(layer(quantized, "bare")))
                .contains(new Kernel(
                        "Conv", false, "it reads and writes int8, but the runtime has no integer kernel that fits"));
    }

    @Test
    void findKernel_biasThatTheRuntimeQuantized_isInteger() {
        QuantizedGraph quantized = QuantizedSamples.symmetric(OperatorSamples.graph(Convolution.class, 29));

        assertThat(kernel(quantized, QdqForm.TENSOR_RT, "same")).isEqualTo(new Kernel("QLinearConv", true, ""));
    }

    /** Nothing in the form of TensorRT keeps ONNX Runtime from quantizing the weights of a layer between integers. */
    @Test
    void findKernel_weightsThatTheRuntimeQuantized_isInteger() {
        QuantizedGraph mixed = QuantizedSamples.symmetric(OperatorSamples.graph(Convolution.class, 29))
                .withFloatNodes(Set.of("same", "bare"));

        assertThat(kernel(mixed, QdqForm.TENSOR_RT, "same")).isEqualTo(new Kernel("QLinearConv", true, ""));
        assertThat(kernel(mixed, QdqForm.TENSOR_RT, "bare")).isEqualTo(new Kernel("QLinearConv", true, ""));
    }

    @Test
    void findKernel_activationThatTheRuntimeJoined_isNamed() {
        QuantizedGraph quantized = QuantizedSamples.symmetric(OperatorSamples.graph(Relu.class, 29));

        assertThat(kernel(quantized, QdqForm.TENSOR_RT, "same"))
                .isEqualTo(new Kernel("FusedConv", false, "Relu reads its result before it becomes integers"));
    }

    @ParameterizedTest
    @EnumSource
    void findKernel_halfANetworkInFloats_findsEachLayer(QdqForm form) {
        Graph graph = Catalogue.find("mobilenet-v3-small", 0.5).build(Shape.of(3, 32, 32), 7, 5);
        QuantizedGraph mixed = QuantizedSamples.mixed(QuantizedSamples.symmetric(graph), 0);
        OptimizedGraph optimized = optimized(mixed, form);

        assertThat(mixed.nodes())
                .filteredOn(fused -> fused.node().findWeight(WeightRole.WEIGHT).isPresent())
                .hasSizeGreaterThan(50)
                .allSatisfy(fused -> assertThat(optimized.findKernel(fused)).isPresent());
    }

    private static Kernel kernel(QuantizedGraph quantized, QdqForm form, String node) {
        return optimized(quantized, form).findKernel(layer(quantized, node)).orElseThrow();
    }

    private static OptimizedGraph optimized(QuantizedGraph quantized, QdqForm form) {
        ByteBuffer file = ByteBuffer.wrap(OnnxWriter.writeQuantized(quantized, form));
        return OptimizedGraph.read(quantized.graph(), OnnxEngine.optimize("test", file, EngineOptions.SINGLE_THREAD));
    }

    private static FusedNode layer(QuantizedGraph quantized, String node) {
        return quantized.nodes().stream()
                .filter(fused -> fused.node().name().equals(node))
                .findFirst()
                .orElseThrow();
    }
}
