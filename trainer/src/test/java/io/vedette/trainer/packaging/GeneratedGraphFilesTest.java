package io.vedette.trainer.packaging;

import io.vedette.trainer.graph.GeneratedGraph;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphReducer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated graphs are the same network everywhere: in DJL, in the interpreter, in each file in its runtime, and in what is read back from a
 * file. A graph that is not is told with its seed, and again as small as it can be made.
 */
class GeneratedGraphFilesTest {
    private static final int FEW = 60;
    private static final int ALL = 1000;

    @TempDir
    Path folder;

    static LongStream few() {
        return LongStream.range(0, FEW);
    }

    static LongStream others() {
        return LongStream.range(FEW, ALL);
    }

    @ParameterizedTest
    @MethodSource("few")
    void files_generatedGraph_agree(long seed) {
        assertAgrees(seed);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("others")
    void files_eachOfAThousandGeneratedGraphs_agree(long seed) {
        assertAgrees(seed);
    }

    private void assertAgrees(long seed) {
        Graph graph = GeneratedGraph.of(seed);
        Optional<Throwable> found = findFault(graph);
        if (found.isPresent()) {
            Throwable fault = found.get();
            Graph smallest = GraphReducer.reduce(graph, smaller -> findFault(smaller)
                    .filter(other -> other.getClass().equals(fault.getClass()))
                    .isPresent());
            String smallestFault = findFault(smallest).map(String::valueOf).orElse("none the second time");
            throw new AssertionError(
                    "Seed " + seed + ": " + fault + "\nof " + GraphReducer.text(graph)
                            + "\nand as small as it can be made: " + smallestFault + "\nof "
                            + GraphReducer.text(smallest),
                    fault);
        }
    }

    private Optional<Throwable> findFault(Graph graph) {
        FileAgreement agreement = new FileAgreement(folder);
        try {
            agreement.assertFloatsAgree(graph);
            agreement.assertIntegersAgree(graph);
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e);
        }
    }
}
