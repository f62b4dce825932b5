package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.data.PictureFiles;
import io.vedette.trainer.data.SyntheticPictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    MainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void trainThenEvaluate_folderOfPictures_leavesARunWithAReport() throws IOException {
        Path pictures = folder.resolve("bars");
        fill(pictures, 40, 1);
        Path run = folder.resolve("run");
        assertThat(train(pictures, run, 6)).isZero();
        assertThat(out.toString()).contains("Epoch 6 of 6").contains("parameters");
        assertThat(run).isDirectoryContaining("glob:**/network.vgraph");

        assertThat(run("evaluate", run)).isZero();
        assertThat(out.toString()).contains("macro average").contains("Accuracy");
        assertThat(run.resolve("report.html")).content().contains("Confusion matrix");

        Path others = folder.resolve("others");
        fill(others, 5, 2);
        assertThat(run("evaluate", run, "--data", others)).isZero();
        assertThat(out.toString()).contains("of 15 right");
        assertThat(run.resolve("report-others.html")).isNotEmptyFile();

        Path single = others.resolve("vertical/0.png");
        assertThat(run("evaluate", run, single)).isZero();
        assertThat(out.toString()).contains(single + ": ");
    }

    @Test
    void export_runWithEnoughValidationPictures_hasADriftReference() throws IOException {
        Path pictures = folder.resolve("bars");
        fill(pictures, 300, 1);
        Path run = folder.resolve("run");
        assertThat(run(
                        "train",
                        "--data",
                        pictures,
                        "--out",
                        run,
                        "--input-size",
                        12,
                        "--batch-size",
                        16,
                        "--epochs",
                        4,
                        "--validation-share",
                        0.5))
                .isZero();
        Path bundle = export(run);
        assertThat(out.toString()).contains("background: empty").contains("hotelling");
        assertThat(run.resolve("export.json")).content().contains("\"classMixThresholds\"");

        assertThat(run("inspect", bundle, "--trust", folder.resolve("vedette.pub")))
                .isZero();
        assertThat(out.toString()).contains("windows of 60").contains("luminance");

        assertThat(run(
                        "export",
                        run,
                        "--name",
                        "bars",
                        "--release",
                        2,
                        "--key",
                        folder.resolve("vedette.key"),
                        "--out",
                        bundle,
                        "--background",
                        "nothing"))
                .isEqualTo(2);
        assertThat(oneLine()).contains("--background is not among the labels").contains("nothing");

        assertThat(run(
                        "export",
                        run,
                        "--name",
                        "bars",
                        "--release",
                        2,
                        "--key",
                        folder.resolve("vedette.key"),
                        "--out",
                        bundle,
                        "--precision",
                        "INT8"))
                .isZero();
        assertThat(run("inspect", bundle)).isZero();
        assertThat(out.toString()).contains("onnx-int8", "tflite-int8");
        assertThat(run.resolve("export.json")).content().contains("onnx-fp32", "tflite-fp32");
        try (ZipFile content = new ZipFile(bundle.toFile())) {
            assertThat(content.stream().map(ZipEntry::getName))
                    .contains("model/onnx-int8.onnx", "model/tflite-int8.tflite")
                    .noneMatch(name -> name.contains("fp32"));
        }
    }

    @Test
    void export_tooFewValidationPictures_warnsAndLeavesTheReferenceOut() throws IOException {
        Path pictures = folder.resolve("bars");
        fill(pictures, 40, 1);
        Path run = folder.resolve("run");
        assertThat(train(pictures, run, 6)).isZero();
        Path bundle = export(run);
        assertThat(err.toString()).contains("no drift reference").contains("200");
        assertThat(run("inspect", bundle)).isZero();
        assertThat(out.toString()).contains("no reference");
    }

    private Path export(Path run) {
        assertThat(run("keys", "generate", "--out", folder)).isZero();
        Path bundle = folder.resolve("bars-1.vedette");
        int code = run(
                "export",
                run,
                "--name",
                "bars",
                "--release",
                1,
                "--key",
                folder.resolve("vedette.key"),
                "--out",
                bundle);
        assertThat(code).as(out + "\n" + err).isZero();
        return bundle;
    }

    @Test
    void evaluate_dataThatChangedSince_isRefused() throws IOException {
        Path pictures = folder.resolve("bars");
        fill(pictures, 40, 1);
        Path run = folder.resolve("run");
        assertThat(train(pictures, run, 1)).isZero();
        fill(pictures, 40, 3);
        assertThat(run("evaluate", run)).isEqualTo(1);
        assertThat(oneLine()).contains("has changed since");
    }

    @Test
    void train_directoryThatExists_isRefusedBeforeAnythingIsRead() {
        assertThat(run("train", "--data", folder.resolve("missing"), "--out", folder))
                .isEqualTo(2);
        assertThat(oneLine()).contains("exists already");
    }

    @Test
    void train_missingData_isOneLine() {
        assertThat(run("train", "--data", folder.resolve("missing"))).isEqualTo(2);
        assertThat(oneLine()).contains("is not there");
    }

    @Test
    void train_valueOutOfRange_isOneLine() {
        assertThat(run("train", "--data", folder, "--epochs", 0)).isEqualTo(2);
        assertThat(oneLine()).contains("epochs is not positive: 0");
        assertThat(run("train", "--data", folder, "--validation-share", 1.5)).isEqualTo(2);
        assertThat(oneLine()).contains("validation share");
    }

    @Test
    void anyCommand_unknownOption_isOneLine() {
        assertThat(run("train", "--dta", folder)).isEqualTo(2);
        assertThat(oneLine()).contains("--help tells more");
    }

    @Test
    void evaluate_folderThatIsNoRun_isOneLine() {
        assertThat(run("evaluate", folder)).isEqualTo(2);
        assertThat(oneLine()).contains("is not a run");
    }

    @Test
    void dataExport_thenInspect_countsWhatWasWritten() throws IOException {
        Path pictures = folder.resolve("bars");
        fill(pictures, 10, 1);
        Path exported = folder.resolve("exported");
        assertThat(run("data", "export", "--data", pictures, "--split", "train", "--limit", 6, "--out", exported))
                .isZero();
        assertThat(out.toString()).contains("Wrote 6 pictures");
        assertThat(run("data", "inspect", "--data", exported, "--test-share", 0, "--validation-share", 0))
                .isZero();
        assertThat(out.toString().lines().filter(line -> line.matches("(empty|horizontal|vertical) +2 +0 +0")))
                .hasSize(3);
        assertThat(run("data", "export", "--data", pictures, "--out", exported)).isEqualTo(2);
        assertThat(oneLine()).contains("is not empty");
    }

    private int train(Path pictures, Path run, int epochs) {
        return run(
                "train", "--data", pictures, "--out", run, "--input-size", 12, "--batch-size", 16, "--epochs", epochs);
    }

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command =
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = String.valueOf(arguments[i]);
        }
        return command.execute(texts);
    }

    private String oneLine() {
        assertThat(err.toString().lines()).hasSize(1);
        return err.toString();
    }

    private static void fill(Path target, int perClass, long seed) throws IOException {
        Random random = new Random(seed);
        for (int label = 0; label < SyntheticPictures.LABELS.size(); label++) {
            Path of = Files.createDirectories(target.resolve(SyntheticPictures.LABELS.get(label)));
            for (int i = 0; i < perClass; i++) {
                PictureFiles.grey(
                        of.resolve(i + ".png"),
                        SyntheticPictures.SIDE,
                        SyntheticPictures.SIDE,
                        SyntheticPictures.picture(label, random));
            }
        }
    }
}
