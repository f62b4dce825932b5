package io.vedette.trainer.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.graph.GeneratedGraph;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files pass TensorFlow Lite's own verifier of whole files. */
class FlatbufferVerifierTest {
    @TempDir
    Path folder;

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void write_eachOperator_isVerified(Class<?> kind) throws IOException {
        assertAllVerified(OperatorSamples.graph(kind, 61));
    }

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void write_generatedGraph_isVerified(long seed) throws IOException {
        assertAllVerified(GeneratedGraph.of(seed));
    }

    static Stream<String> families() {
        return Catalogue.names().stream();
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("families")
    void write_eachFamily_isVerified(String family) throws IOException {
        Graph graph = Catalogue.find(family, 1).build(Shape.of(3, 107, 107), 10, 3);

        assertAllVerified(graph);
    }

    @Test
    void verifyAndBuildFromFile_fileCutOff_isRefused() throws IOException {
        byte[] whole = TfliteWriter.write(new FoldBatchNorm().apply(GeneratedGraph.of(1)));

        assertThat(isVerified(Arrays.copyOf(whole, whole.length - 8))).isFalse();
    }

    /** The file in floats, and with each kind of edges in integers and in both. */
    private void assertAllVerified(Graph graph) throws IOException {
        assertThat(isVerified(TfliteWriter.write(new FoldBatchNorm().apply(graph))))
                .isTrue();
        QuantizedGraph quantized = QuantizedSamples.of(graph);
        for (Edges edges : Edges.values()) {
            assertThat(isVerified(TfliteWriter.writeQuantized(quantized, edges)))
                    .as("in integers, edges " + edges)
                    .isTrue();
            assertThat(isVerified(TfliteWriter.writeQuantized(QuantizedSamples.mixed(quantized, 0), edges)))
                    .as("in integers and floats, edges " + edges)
                    .isTrue();
        }
    }

    private boolean isVerified(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("network.tflite"), content);
        try (FlatBufferModel model = FlatBufferModel.VerifyAndBuildFromFile(file.toString())) {
            return model != null && !model.isNull();
        }
    }
}
