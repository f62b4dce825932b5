package io.vedette.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.graph.GeneratedGraph;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.operator.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files pass the checker of the ONNX project itself, where it is installed, which {@code deploy/test} sees to. */
class OnnxCheckerTest {
    private static final int FEW = 5;
    private static final int MANY = 100;

    private OnnxChecker checker;

    @BeforeEach
    void require(@TempDir Path folder) throws Exception {
        OnnxChecker.require();
        checker = new OnnxChecker(folder);
    }

    @Test
    void write_eachOperator_passesTheChecker() throws Exception {
        for (Class<?> kind : OperatorSamples.kinds()) {
            add(OperatorSamples.graph(kind, 61));
        }

        checker.assertAllValid();
    }

    @Test
    void write_generatedGraphs_passesTheChecker() throws Exception {
        for (long seed = 0; seed < FEW; seed++) {
            add(GeneratedGraph.of(seed));
        }

        checker.assertAllValid();
    }

    @Tag("long")
    @Test
    void write_manyGeneratedGraphs_passesTheChecker() throws Exception {
        for (long seed = FEW; seed < MANY; seed++) {
            add(GeneratedGraph.of(seed));
        }

        checker.assertAllValid();
    }

    static Stream<String> families() {
        return Catalogue.names().stream();
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("families")
    void write_eachFamily_passesTheChecker(String family) throws Exception {
        Graph graph = Catalogue.find(family, 1).build(Shape.of(3, 107, 107), 10, 3);

        add(graph);

        checker.assertAllValid();
    }

    @Test
    void assertAllValid_fileCutOff_isRefused() throws Exception {
        byte[] whole = OnnxWriter.write(GeneratedGraph.of(1));
        checker.add(whole).add(Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(checker::assertAllValid).isInstanceOf(AssertionError.class);
    }

    /** The file in floats, as it is calibrated with, and of each form in integers and in both. */
    private void add(Graph graph) throws IOException {
        checker.add(OnnxWriter.write(graph)).add(OnnxWriter.writeObservable(graph));
        QuantizedGraph asymmetric = QuantizedSamples.of(graph);
        QuantizedGraph symmetric = QuantizedSamples.symmetric(graph);
        for (QdqForm form : QdqForm.values()) {
            QuantizedGraph quantized = form == QdqForm.TENSOR_RT ? symmetric : asymmetric;
            checker.add(OnnxWriter.writeQuantized(quantized, form))
                    .add(OnnxWriter.writeQuantized(QuantizedSamples.mixed(quantized, 0), form));
        }
    }
}
