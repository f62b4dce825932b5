package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.data.SyntheticPictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final Path folder;
    private final Shell shell = new Shell();

    MainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void trainThenEvaluate_folderOfPictures_leavesARunWithAReport() {
        Path pictures = folder.resolve("bars");
        fill(pictures, 40, 1);
        Path run = folder.resolve("run");
        assertThat(shell.train(pictures, run, 6)).isZero();
        assertThat(shell.out()).contains("Epoch 6 of 6").contains("parameters");
        assertThat(run).isDirectoryContaining("glob:**/network.vgraph");

        assertThat(shell.run("evaluate", run)).isZero();
        assertThat(shell.out()).contains("macro average").contains("Accuracy");
        assertThat(run.resolve("report.html")).content().contains("Confusion matrix");

        Path others = folder.resolve("others");
        fill(others, 5, 2);
        assertThat(shell.run("evaluate", run, "--data", others)).isZero();
        assertThat(shell.out()).contains("of 15 right");
        assertThat(run.resolve("report-others.html")).isNotEmptyFile();

        Path single = others.resolve("vertical/0.png");
        assertThat(shell.run("evaluate", run, single)).isZero();
        assertThat(shell.out()).contains(single + ": ");
    }

    @Test
    void export_runWithEnoughValidationPictures_hasADriftReference() throws IOException {
        Path pictures = folder.resolve("bars");
        fill(pictures, 300, 1);
        Path run = folder.resolve("run");
        assertThat(shell.train(pictures, run, 4, "--validation-share", 0.5)).isZero();
        Path bundle = export(run);
        assertThat(shell.out()).contains("background: empty").contains("hotelling");
        assertThat(run.resolve("export.json")).content().contains("\"classMixThresholds\"");

        assertThat(shell.run("inspect", bundle, "--trust", folder.resolve("vedette.pub")))
                .isZero();
        assertThat(shell.out()).contains("windows of 60").contains("luminance");

        assertThat(shell.export(run, 2, folder, bundle)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("--out exists already").contains("bars-1.vedette");

        Path second = folder.resolve("bars-2.vedette");
        assertThat(shell.export(run, 2, folder, second, "--background", "nothing"))
                .isEqualTo(2);
        assertThat(shell.oneLine())
                .contains("--background is not among the labels")
                .contains("nothing");

        assertThat(shell.export(run, 2, folder, second, "--precision", "INT8")).isZero();
        assertThat(shell.run("inspect", second)).isZero();
        assertThat(shell.out()).contains("onnx-int8", "tflite-int8");
        assertThat(run.resolve("export.json")).content().contains("onnx-fp32", "tflite-fp32");
        try (ZipFile content = new ZipFile(second.toFile())) {
            assertThat(content.stream().map(ZipEntry::getName))
                    .contains("model/onnx-int8.onnx", "model/tflite-int8.tflite")
                    .noneMatch(name -> name.contains("fp32"));
        }
    }

    @Test
    void export_tooFewValidationPictures_warnsAndLeavesTheReferenceOut() {
        Path pictures = folder.resolve("bars");
        fill(pictures, 40, 1);
        Path run = folder.resolve("run");
        assertThat(shell.train(pictures, run, 6)).isZero();
        Path bundle = export(run);
        assertThat(shell.err()).contains("no drift reference").contains("200");
        assertThat(shell.run("inspect", bundle)).isZero();
        assertThat(shell.out()).contains("no reference");
    }

    private Path export(Path run) {
        assertThat(shell.run("keys", "generate", "--out", folder)).isZero();
        Path bundle = folder.resolve("bars-1.vedette");
        int code = shell.export(run, 1, folder, bundle);
        assertThat(code).as(shell.out() + "\n" + shell.err()).isZero();
        return bundle;
    }

    @Test
    void evaluate_dataThatChangedSince_isRefused() {
        Path pictures = folder.resolve("bars");
        fill(pictures, 40, 1);
        Path run = folder.resolve("run");
        assertThat(shell.train(pictures, run, 1)).isZero();
        fill(pictures, 40, 3);
        assertThat(shell.run("evaluate", run)).isEqualTo(1);
        assertThat(shell.oneLine()).contains("has changed since");
    }

    @Test
    void train_directoryThatExists_isRefusedBeforeAnythingIsRead() {
        assertThat(shell.run("train", "--data", folder.resolve("missing"), "--out", folder))
                .isEqualTo(2);
        assertThat(shell.oneLine()).contains("exists already");
    }

    @Test
    void train_missingData_isOneLine() {
        assertThat(shell.run("train", "--data", folder.resolve("missing"))).isEqualTo(2);
        assertThat(shell.oneLine()).contains("is not there");
    }

    @Test
    void train_valueOutOfRange_isOneLine() {
        assertThat(shell.run("train", "--data", folder, "--epochs", 0)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("epochs is not positive: 0");
        assertThat(shell.run("train", "--data", folder, "--batch-size", 1)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("batch size is not at least 2");
        assertThat(shell.run("train", "--data", folder, "--max-bad", 2)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("share of pictures that may be unreadable is not between 0 and 1: 2.0");
        assertThat(shell.run("train", "--data", folder, "--frames-per-item", 0)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("frames per item is not positive: 0");
        assertThat(shell.run("train", "--data", folder, "--empty-per-item", -1)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("frames of the empty belt per item is not at least 0 and finite: -1.0");
        assertThat(shell.run("train", "--data", folder, "--validation-share", 1.5))
                .isEqualTo(2);
        assertThat(shell.oneLine()).contains("validation share");
    }

    @Test
    void anyCommand_unknownOption_isOneLine() {
        assertThat(shell.run("train", "--dta", folder)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("--help tells more");
    }

    @Test
    void evaluate_folderThatIsNoRun_isOneLine() {
        assertThat(shell.run("evaluate", folder)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("is not a run");
    }

    @Test
    void dataExport_thenInspect_countsWhatWasWritten() {
        Path pictures = folder.resolve("bars");
        fill(pictures, 10, 1);
        Path exported = folder.resolve("exported");
        assertThat(shell.run("data", "export", "--data", pictures, "--split", "train", "--limit", 6, "--out", exported))
                .isZero();
        assertThat(shell.out()).contains("Wrote 6 pictures");
        assertThat(shell.run("data", "inspect", "--data", exported, "--test-share", 0, "--validation-share", 0))
                .isZero();
        assertThat(shell.out().lines().filter(line -> line.matches("(empty|horizontal|vertical) +2 +0 +0")))
                .hasSize(3);
        assertThat(shell.run("data", "export", "--data", pictures, "--out", exported))
                .isEqualTo(2);
        assertThat(shell.oneLine()).contains("is not empty");
    }

    private static Path fill(Path target, int perClass, long seed) {
        return SyntheticPictures.write(target, SyntheticPictures.LABELS, perClass, seed);
    }
}
