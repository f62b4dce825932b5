package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.data.SyntheticPictures;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.onnx.BrokenOnnxFiles;
import io.vedette.trainer.tflite.BrokenTfliteFiles;
import io.vedette.trainer.tflite.TfliteWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that no network can be read from reach a person as one line, and leave nothing behind. */
class BadFileTest {
    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.putAll(BrokenOnnxFiles.byMessage());
        files.putAll(BrokenTfliteFiles.byMessage());
        files.put("is empty", new byte[0]);
        files.put("is neither", "GIF89a, and then some".getBytes(StandardCharsets.US_ASCII));
        return files;
    }

    @Test
    void inspect_badFile_isOneLineWithoutAPicture() throws IOException {
        for (Map.Entry<String, byte[]> bad : files().entrySet()) {
            Path file = Files.write(folder.resolve("bad.onnx"), bad.getValue());

            assertThat(shell.run("inspect", file, "--picture", folder.resolve("bad.svg")))
                    .as(shell.err())
                    .isEqualTo(2);

            assertThat(shell.oneLine()).contains(bad.getKey()).contains(file.toString());
            assertThat(shell.out()).isEmpty();
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left).containsExactly(file);
            }
        }
    }

    /** Each integer of the file becomes a float, so that it is read by more than twice its bytes. */
    @Test
    void inspect_networkBeyondTheMemory_isOneLine() throws Exception {
        Shape input = Shape.of(3, 32, 32);
        Shape weights = Shape.of(2048, input.elements());
        Graph wide = new Graph(
                "wide",
                input,
                List.of(
                        Node.of("features", new Flatten(), Graph.INPUT, Map.of()),
                        Node.of(
                                "logits",
                                new Linear(2048),
                                "features",
                                Map.of(WeightRole.WEIGHT, Tensor.filled(weights, 1)))),
                "logits",
                "features");
        Path file = Files.write(folder.resolve("wide.tflite"), TfliteWriter.writeQuantized(QuantizedSamples.of(wide)));
        long mebibytes = 2 * Files.size(file) / (1 << 20) + 6;
        assertThat(mebibytes << 20).isLessThan(5 * Files.size(file));
        Path said = folder.resolve("said");

        ProcessBuilder inspection = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + mebibytes + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "inspect",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        // Java tells of these in a line of its own before the command says anything.
        inspection.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process process = inspection.start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
                .content()
                .contains("reading it takes more memory than the")
                .hasLineCount(1);
        assertThat(process.exitValue()).isEqualTo(2);
    }

    @Test
    void trainFrom_badFile_isOneLineWithoutARun() throws IOException {
        Path pictures = SyntheticPictures.write(folder.resolve("bars"), SyntheticPictures.LABELS, 2, 1);
        for (Map.Entry<String, byte[]> bad : files().entrySet()) {
            Path file = Files.write(folder.resolve("bad.tflite"), bad.getValue());

            assertThat(shell.run("train", "--data", pictures, "--from", file, "--out", folder.resolve("run")))
                    .as(shell.err())
                    .isEqualTo(2);

            assertThat(shell.oneLine()).contains(bad.getKey()).contains(file.toString());
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left).containsExactlyInAnyOrder(file, pictures);
            }
        }
    }

    @Test
    void inspect_cutOffBundle_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("bad.vedette"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});

        assertThat(shell.run("inspect", file)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("zip");
    }

    @Test
    void anyPath_notThere_isWrongUsage() {
        Path nowhere = folder.resolve("nowhere");

        assertThat(shell.run("inspect", nowhere)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("No file at " + nowhere);
        assertThat(shell.run("train", "--data", folder, "--from", nowhere)).isEqualTo(2);
        assertThat(shell.oneLine()).contains(nowhere.toString());
        assertThat(shell.run("evaluate", nowhere)).isEqualTo(2);
        assertThat(shell.run(
                        "export",
                        nowhere,
                        "--name",
                        "a",
                        "--release",
                        1,
                        "--key",
                        nowhere,
                        "--out",
                        folder.resolve("b")))
                .isEqualTo(2);
        assertThat(shell.oneLine()).contains(nowhere.toString());
    }
}
