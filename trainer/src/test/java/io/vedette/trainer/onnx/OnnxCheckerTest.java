package io.vedette.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizedSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files pass the checker of the ONNX project itself, where Debian's package python3-onnx is installed. */
class OnnxCheckerTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final String CHECK =
            """
            import onnx, sys
            for path in sys.argv[1:]:
                onnx.checker.check_model(onnx.load(path), full_check=True)
                print('valid')
            """;

    @Test
    void write_eachOperator_passesTheChecker(@TempDir Path folder) throws Exception {
        assumeTrue(
                Files.exists(PYTHON)
                        && run(List.of(PYTHON.toString(), "-c", "import onnx")).isBlank(),
                "The package python3-onnx is not installed");
        List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "-c", CHECK));
        for (Class<?> kind : OperatorSamples.kinds()) {
            Graph graph = OperatorSamples.graph(kind, 61);
            command.add(write(folder, kind + "-float", OnnxWriter.write(graph)));
            command.add(write(folder, kind + "-observable", OnnxWriter.writeObservable(graph)));
            command.add(write(folder, kind + "-int8", OnnxWriter.writeQuantized(QuantizedSamples.of(graph))));
            command.add(write(folder, kind + "-mixed", OnnxWriter.writeQuantized(QuantizedSamples.mixed(graph, 0))));
        }

        String said = run(command);

        assertThat(said).isEqualTo("valid\n".repeat(4 * OperatorSamples.kinds().size()));
    }

    private static String write(Path folder, String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
