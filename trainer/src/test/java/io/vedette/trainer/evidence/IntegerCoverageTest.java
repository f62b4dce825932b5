package io.vedette.trainer.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.evidence.IntegerCoverage.Leftover;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.onnx.QdqForm;
import io.vedette.trainer.tflite.TfliteWriter;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntegerCoverageTest {
    private static final String AS_THE_RECIPE_HAS_IT = "left in floats as the recipe has it";

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void of_eachOperatorInEitherFormat_coversEachLayer(Class<?> kind) {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(kind, 29));
        for (ModelFormat format : ModelFormat.values()) {
            IntegerCoverage coverage = coverage(format, quantized, quantized);

            assertThat(coverage.leftovers()).as(format + " " + coverage).isEmpty();
            assertThat(coverage.layers()).isEqualTo(weighted(quantized)).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"mobilenet-v2,ONNX", "mobilenet-v2,TFLITE", "mobilenet-v3-small,ONNX", "mobilenet-v3-small,TFLITE"})
    void of_wholeNetwork_coversEachLayer(String name, ModelFormat format) {
        QuantizedGraph quantized = QuantizedSamples.of(network(name));

        IntegerCoverage coverage = coverage(format, quantized, quantized);

        assertThat(coverage.leftovers()).isEmpty();
        assertThat(coverage.sentence()).isEqualTo("%1$d of %1$d integer on this machine", weighted(quantized));
    }

    @ParameterizedTest
    @EnumSource(ModelFormat.class)
    void of_layerInFloats_countsItAndTellsWhoWantedIt(ModelFormat format) {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(Convolution.class, 29));
        QuantizedGraph mixed = quantized.withFloatNodes(Set.of("same"));
        String kernel = format == ModelFormat.ONNX ? "Conv" : "CONV_2D";

        IntegerCoverage asked = coverage(format, mixed, mixed);
        IntegerCoverage unasked = coverage(format, mixed, quantized);

        assertThat(asked.layers()).isEqualTo(unasked.layers()).isEqualTo((int) weighted(quantized));
        assertThat(asked.sentence())
                .isEqualTo(unasked.sentence())
                .isEqualTo("%d of %d integer on this machine", weighted(quantized) - 1, weighted(quantized));
        assertThat(asked.leftovers()).containsExactly(new Leftover("same", kernel, AS_THE_RECIPE_HAS_IT));
        assertThat(unasked.leftovers())
                .containsExactly(new Leftover(
                        "same",
                        kernel,
                        format == ModelFormat.ONNX
                                ? "its weights are floats, its bias is floats"
                                : "it is written in floats"));
        assertThat(asked.others()).doesNotContain(kernel);
    }

    @ParameterizedTest
    @EnumSource(ModelFormat.class)
    void of_halfANetworkInFloats_findsTheKernelOfEachLayer(ModelFormat format) {
        QuantizedGraph mixed = QuantizedSamples.mixed(network("mobilenet-v3-small"), 0);

        IntegerCoverage coverage = coverage(format, mixed, mixed);

        assertThat(coverage.layers()).isEqualTo((int) weighted(mixed));
        assertThat(coverage.leftovers())
                .extracting(Leftover::layer)
                .containsExactlyElementsOf(mixed.nodes().stream()
                        .filter(mixed::isFloat)
                        .map(FusedNode::node)
                        .filter(node -> !node.weights().isEmpty())
                        .map(Node::name)
                        .toList())
                .hasSizeGreaterThan(20);
        assertThat(coverage.leftovers()).allSatisfy(leftover -> {
            assertThat(leftover.reason()).isEqualTo(AS_THE_RECIPE_HAS_IT);
            assertThat(leftover.kernel()).isNotEqualTo("unknown");
        });
    }

    @Test
    void of_layerInFloatsThatTheRuntimeQuantizes_isNoLeftover() {
        QuantizedGraph mixed = QuantizedSamples.symmetric(OperatorSamples.graph(Convolution.class, 29))
                .withFloatNodes(Set.of("same"));

        IntegerCoverage coverage =
                IntegerCoverage.of(ModelFormat.ONNX, OnnxWriter.writeQuantized(mixed, QdqForm.TENSOR_RT), mixed);

        assertThat(coverage.layers()).isEqualTo((int) weighted(mixed));
        assertThat(coverage.leftovers()).extracting(Leftover::layer).doesNotContain("same");
    }

    private static long weighted(QuantizedGraph quantized) {
        return quantized.nodes().stream()
                .map(FusedNode::node)
                .filter(node -> !node.weights().isEmpty())
                .count();
    }

    private static Graph network(String name) {
        return Catalogue.find(name, 0.5).build(Shape.of(3, 32, 32), 7, 5);
    }

    /** What the runtime does with the file of one graph, beside the layers of another. */
    private static IntegerCoverage coverage(ModelFormat format, QuantizedGraph written, QuantizedGraph expected) {
        byte[] bytes =
                format == ModelFormat.ONNX ? OnnxWriter.writeQuantized(written) : TfliteWriter.writeQuantized(written);
        return IntegerCoverage.of(format, bytes, expected);
    }
}
