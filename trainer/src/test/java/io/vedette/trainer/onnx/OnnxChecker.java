package io.vedette.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The checker of the ONNX project itself, which Debian's package python3-onnx brings along. */
final class OnnxChecker {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    /** Checks the whole file, and infers the shape of every value, which must end at the shapes that the file declares of its outputs. */
    private static final String CHECK =
            """
            import onnx, sys
            def shape(value):
                return [dimension.dim_value for dimension in value.type.tensor_type.shape.dim]
            for path in sys.argv[1:]:
                model = onnx.load(path)
                onnx.checker.check_model(model, full_check=True)
                declared = [shape(value) for value in model.graph.output]
                del model.graph.value_info[:]
                for value in model.graph.output:
                    value.type.tensor_type.ClearField('shape')
                inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
                assert [shape(value) for value in inferred.graph.output] == declared, path
                named = {value.name for value in inferred.graph.value_info} | {value.name for value in inferred.graph.output}
                missing = [name for node in inferred.graph.node for name in node.output if name not in named]
                assert not missing, (path, missing)
                print('valid')
            """;

    private final Path folder;
    private final List<String> files = new ArrayList<>();

    /** @param folder for files */
    OnnxChecker(Path folder) {
        this.folder = folder;
    }

    /** The test ends here, skipped, where the package is not installed. */
    static void require() throws IOException, InterruptedException {
        assumeTrue(
                Files.exists(PYTHON) && start("import onnx").waitFor() == 0,
                "The ONNX checker is not installed: apt-get install python3-onnx");
    }

    OnnxChecker add(byte[] content) throws IOException {
        Path file = folder.resolve(files.size() + ".onnx");
        Files.write(file, content);
        files.add(file.toString());
        return this;
    }

    /** Every file added is valid. */
    void assertAllValid() throws IOException, InterruptedException {
        Process process = start(CHECK, files.toArray(String[]::new));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("valid\n".repeat(files.size()));
    }

    private static Process start(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "-c", script));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
