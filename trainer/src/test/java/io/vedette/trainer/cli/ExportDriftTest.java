package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.data.BeltVideos;
import io.vedette.trainer.data.SyntheticPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drift references of belt videos, of a network that learned from one. */
class ExportDriftTest {
    @TempDir
    private static Path folder = Path.of("");

    private static Path run = Path.of("");

    private final Shell shell = new Shell();

    @BeforeAll
    static void train() throws IOException {
        Path pictures = SyntheticPictures.write(folder.resolve("bars"), SyntheticPictures.LABELS, 60, 1);
        run = folder.resolve("run");
        Shell shell = new Shell();
        List<Object> arguments = List.of(
                "train",
                "--data",
                pictures,
                "--extra",
                BeltVideos.write(folder.resolve("belt.mp4"), 420, 2),
                "--validation-items",
                0.5,
                "--out",
                run,
                "--input-size",
                SyntheticPictures.SIDE,
                "--batch-size",
                16,
                "--epochs",
                4,
                "--no-flip");
        assertThat(shell.run(arguments.toArray())).as(shell.err()).isZero();
        assertThat(shell.run("keys", "generate", "--out", folder)).isZero();
        assertThat(shell.run("evaluate", run)).isZero();
        assertThat(run.resolve("report.html")).content().doesNotContain("What a device compares with");
    }

    @Test
    void export_withoutAVideo_isOfTheItemsThatTrainingHeldOut() {
        Path bundle = folder.resolve("held-out.vedette");
        assertThat(export(bundle)).as(shell.err()).isZero();
        // 105 items of either kind and 211 of the 421 gaps.
        assertThat(shell.out())
                .contains(
                        "of unseen items of belt.mp4: 421 pictures, one of each thing and gap, answered by tflite-int8");

        assertThat(shell.run("inspect", bundle, "--trust", folder.resolve("vedette.pub")))
                .isZero();
        assertThat(shell.out()).contains("windows of 60").contains("background: empty");
    }

    @Test
    void export_ofFloatsAlone_isMadeWithAFileThatTheBundleCarries() {
        Path bundle = folder.resolve("floats.vedette");
        assertThat(export(bundle, "--precision", "FLOAT32")).as(shell.err()).isZero();
        assertThat(shell.out()).contains("answered by tflite-fp32");
    }

    @Test
    void export_fromAVideo_isOfItAndShownInTheReport() throws IOException {
        Path video = BeltVideos.write(folder.resolve("unseen.mp4"), 220, 3);
        Path bundle = folder.resolve("unseen.vedette");
        assertThat(export(bundle, "--drift-from", video)).as(shell.err()).isZero();
        assertThat(shell.out()).contains("of unseen.mp4: 441 pictures, one of each thing and gap");
        assertThat(bundle).isNotEmptyFile();

        assertThat(run.resolve("report.html"))
                .content()
                .contains("What a device compares with")
                .contains("441 pictures, one of each thing and gap</b> (unseen.mp4)")
                .contains("<b>luminance</b>")
                .contains("Confusion matrix");
        assertThat(shell.run("evaluate", run)).isZero();
        assertThat(run.resolve("report.html")).content().contains("441 pictures, one of each thing and gap");
    }

    @Test
    void export_fromAVideoOfTooFewItems_failsAndSaysHowManyItTakes() throws IOException {
        Path video = BeltVideos.write(folder.resolve("short.mp4"), 120, 4);
        Path bundle = folder.resolve("short.vedette");
        assertThat(export(bundle, "--drift-from", video)).isEqualTo(2);
        assertThat(shell.lastLine())
                .contains("needs at least 200 pictures of things that are not background, one of each, but found ")
                .contains("longer labelled video with --drift-from");
        assertThat(bundle).doesNotExist();
        assertThat(run.resolve("export.json")).content().doesNotContain("\"drift\"");
        assertThat(run.resolve("evidence.html"))
                .content()
                .contains("<p>no bundle; for any; ")
                .containsPattern("<h2>No bundle of bars 1 was written</h2><ul><li>[^<]+ needs at least 200 pictures");
        assertThat(run.resolve("report.html")).content().doesNotContain("What a device compares with");
    }

    @Test
    void export_fromAVideoThatIsNotThere_failsBeforeAnythingIsMeasured() {
        Path bundle = folder.resolve("missing.vedette");
        assertThat(export(bundle, "--drift-from", folder.resolve("missing.mp4")))
                .isEqualTo(2);
        assertThat(shell.lastLine()).contains("missing.mp4").contains("a belt video with its truth file beside it");
        assertThat(shell.out()).doesNotContain("Trained network");
        assertThat(bundle).doesNotExist();
    }

    @Test
    void export_ofABundleThatCannotBeWritten_saysSoInTheEvidence() {
        Path bundle = folder.resolve("x".repeat(300) + ".vedette");
        assertThat(export(bundle)).isEqualTo(1);
        assertThat(shell.lastLine()).contains("File name too long");
        assertThat(run.resolve("evidence.html"))
                .content()
                .contains("<p>no bundle; for any; ")
                .containsPattern("<h2>No bundle of bars 1 was written</h2><ul><li>[^<]+File name too long");
    }

    @Test
    void export_ofARunFromBeforeWholeItemsWereHeldOut_isRefusedWithTheReason() throws IOException {
        Path configuration = run.resolve("configuration.json");
        String now = Files.readString(configuration);
        Path bundle = folder.resolve("old.vedette");
        try {
            Files.writeString(configuration, now.replaceFirst("\"validationShare\" *: *[0-9.]+ *,", ""));
            assertThat(export(bundle)).isEqualTo(2);
        } finally {
            Files.writeString(configuration, now);
        }
        assertThat(shell.lastLine())
                .contains("which of its belt videos' items it has not seen")
                .contains("train it again");
        assertThat(bundle).doesNotExist();
    }

    private int export(Path bundle, Object... more) {
        return shell.export(run, 1, folder, bundle, more);
    }
}
