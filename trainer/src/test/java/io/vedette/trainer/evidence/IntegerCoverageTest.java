package io.vedette.trainer.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.evidence.IntegerCoverage.Leftover;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.tflite.TfliteWriter;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntegerCoverageTest {
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
    void of_layerInFloatsUnasked_namesIt(ModelFormat format) {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(Convolution.class, 29));
        QuantizedGraph mixed = quantized.withFloatNodes(Set.of("same"));

        IntegerCoverage asked = coverage(format, mixed, mixed);
        IntegerCoverage unasked = coverage(format, mixed, quantized);

        assertThat(asked.leftovers()).isEmpty();
        assertThat(unasked.layers()).isEqualTo(asked.layers() + 1);
        assertThat(unasked.sentence())
                .isEqualTo("%d of %d integer on this machine", asked.layers(), asked.layers() + 1);
        assertThat(unasked.leftovers())
                .containsExactly(
                        format == ModelFormat.ONNX
                                ? new Leftover(
                                        "same",
                                        "Conv",
                                        "it reads and writes uint8, but the runtime has no integer kernel that fits")
                                : new Leftover("same", "CONV_2D", "it is written in floats"));
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
