package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.data.SyntheticPictures;
import io.vedette.trainer.onnx.BrokenOnnxFiles;
import io.vedette.trainer.tflite.BrokenTfliteFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
                    .isEqualTo(1);

            assertThat(shell.oneLine()).contains(bad.getKey()).contains(file.toString());
            assertThat(shell.out()).isEmpty();
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left).containsExactly(file);
            }
        }
    }

    @Test
    void trainFrom_badFile_isOneLineWithoutARun() throws IOException {
        Path pictures = SyntheticPictures.write(folder.resolve("bars"), SyntheticPictures.LABELS, 2, 1);
        for (Map.Entry<String, byte[]> bad : files().entrySet()) {
            Path file = Files.write(folder.resolve("bad.tflite"), bad.getValue());

            assertThat(shell.run("train", "--data", pictures, "--from", file, "--out", folder.resolve("run")))
                    .as(shell.err())
                    .isEqualTo(1);

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
