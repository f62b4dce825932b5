package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.data.SplitShares;
import io.vedette.trainer.data.SyntheticPictures;
import io.vedette.trainer.evaluation.Improvement;
import io.vedette.trainer.experiment.ParentRun;
import io.vedette.trainer.experiment.RunDirectory;
import io.vedette.trainer.training.EpochMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainFurtherTest {
    private static final int SIDE = SyntheticPictures.SIDE;

    @TempDir
    private static Path folder = Path.of("");

    private static Path pictures = Path.of("");
    private static Path first = Path.of("");

    private final Shell shell = new Shell();

    @BeforeAll
    static void trainOneEpoch() {
        pictures = fill("bars", SyntheticPictures.LABELS, 60);
        first = folder.resolve("first");
        assertThat(new TrainFurtherTest().train(pictures, first, SIDE, "--width", 0.5, "--seed", 7))
                .isZero();
    }

    @Test
    void train_fromARun_goesOnFromItsWeightsAndTellsWhatImproved() {
        Path second = folder.resolve("second");
        int code = train(pictures, second, SIDE, "--from", first, "--epochs", 4);
        assertThat(code).as(shell.err()).isZero();
        assertThat(shell.out()).contains("Since run first: accuracy").contains("recall before");
        // The split is the first run's although the seed is another.
        assertThat(shell.out()).doesNotContain("may know");

        RunDirectory parent = RunDirectory.open(first);
        RunDirectory run = RunDirectory.open(second);
        assertThat(run.provenance().parent())
                .isEqualTo(new ParentRun(
                        "first",
                        parent.networkDigest(),
                        parent.provenance().data().sha256()));
        assertThat(run.provenance().parameters()).isEqualTo(parent.provenance().parameters());
        RunConfiguration configuration = run.configuration(RunConfiguration.class);
        assertThat(configuration.widthMultiplier()).isEqualTo(0.5);
        assertThat(configuration.training().optimization().learningRate()).isEqualTo(0.001f);

        Improvement improvement =
                run.find("improvement.json", Improvement.class).orElseThrow();
        double trained = parent.metrics(EpochMetrics.class).get(0).validationAccuracy();
        assertThat(improvement.accuracyBefore()).isEqualTo(trained);
        assertThat(improvement.accuracyAfter()).isGreaterThan(trained);

        assertThat(shell.run("evaluate", second)).isZero();
        assertThat(second.resolve("report.html"))
                .content()
                .contains("What training further changed")
                .contains(parent.networkDigest());
    }

    @Test
    void train_fromARunWithHardlyAnyRate_beginsWhereItEnded() {
        Path second = folder.resolve("hardly");
        assertThat(train(pictures, second, SIDE, "--from", first, "--learning-rate", 1e-12))
                .isZero();
        double before = lossAtFirst(first);
        double after = lossAtFirst(second);
        // A network with fresh weights would begin as the first did; this one begins where it ended.
        assertThat(after).isLessThan(before);
    }

    @Test
    void export_ofARunTrainedFurther_namesTheFirstByDigest() {
        Path second = folder.resolve("exported");
        assertThat(train(pictures, second, SIDE, "--from", first)).isZero();
        assertThat(shell.run("keys", "generate", "--out", folder)).isZero();
        Path bundle = folder.resolve("bars-2.vedette");
        assertThat(shell.export(second, 2, folder, bundle)).as(shell.err()).isZero();
        assertThat(shell.run("inspect", bundle)).isZero();
        assertThat(shell.out())
                .contains("trained further from: run first, network "
                        + RunDirectory.open(first).networkDigest());
    }

    @Test
    void train_fromARunWithOtherLabels_isRefusedWithTheDifference() {
        Path others = fill("others", List.of("horizontal", "vertical", "slanted"), 60);
        Path target = folder.resolve("unmade");
        assertThat(train(others, target, SIDE, "--from", first)).isEqualTo(2);
        assertThat(shell.lastLine())
                .contains("labels of run first")
                .contains("lacks [empty]")
                .contains("has [slanted]");
        assertThat(target).doesNotExist();
    }

    @Test
    void train_fromARunWithOtherPictures_isRefusedWithTheOption() {
        Path target = folder.resolve("unmade");
        assertThat(train(pictures, target, 16, "--from", first)).isEqualTo(2);
        assertThat(shell.lastLine()).contains("--input-size 12").contains("found 16");
        assertThat(target).doesNotExist();
    }

    @Test
    void train_fromARunWithAnotherWidth_isWrongUsage() {
        assertThat(train(pictures, folder.resolve("unmade"), SIDE, "--from", first, "--width", 1))
                .isEqualTo(2);
        assertThat(shell.lastLine()).contains("--width cannot be given with --from");
    }

    @Test
    void train_fromWhatIsNoRun_isRefused() {
        assertThat(train(pictures, folder.resolve("unmade"), SIDE, "--from", pictures))
                .isEqualTo(2);
        assertThat(shell.lastLine()).contains("is not a run");
    }

    @Test
    void train_fromARun_isSplitByItsShares() {
        Path second = folder.resolve("same-shares");
        assertThat(shell.run(
                        "train",
                        "--data",
                        pictures,
                        "--out",
                        second,
                        "--input-size",
                        SIDE,
                        "--batch-size",
                        16,
                        "--epochs",
                        1,
                        "--from",
                        first))
                .as(shell.err())
                .isZero();
        assertThat(shares(second)).isEqualTo(shares(first)).isEqualTo(new SplitShares(0.3, 0.1, 7));
        assertThat(shell.out()).doesNotContain("may know");
    }

    @Test
    void train_fromARunWithOtherShares_isWrongUsage() {
        for (String share : List.of("--validation-share", "--test-share", "--validation-items")) {
            assertThat(train(pictures, folder.resolve("unmade"), SIDE, "--from", first, share, 0.2))
                    .isEqualTo(2);
            assertThat(shell.lastLine())
                    .contains(share + " is ")
                    .contains("in run first")
                    .contains("0.2");
        }
        assertThat(folder.resolve("unmade")).doesNotExist();
    }

    @Test
    void train_fromARunOnOtherData_saysThatItMayKnowIt() {
        Path others = fill("more", SyntheticPictures.LABELS, 61);
        assertThat(train(others, folder.resolve("on-more"), SIDE, "--from", first))
                .isZero();
        assertThat(shell.out()).contains("run first may know some of these validation images");
    }

    private static SplitShares shares(Path run) {
        return RunDirectory.open(run)
                .configuration(RunConfiguration.class)
                .data()
                .shares();
    }

    private static double lossAtFirst(Path run) {
        return RunDirectory.open(run).metrics(EpochMetrics.class).get(0).trainLoss();
    }

    /** Options given later replace the usual ones. */
    private int train(Path data, Path run, int side, Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of("train", "--data", data, "--out", run, "--input-size", side, "--batch-size", 16, "--no-flip"));
        List<Object> given = List.of(more);
        if (!given.contains("--epochs")) {
            arguments.addAll(List.of("--epochs", 1));
        }
        if (!given.contains("--validation-share")) {
            arguments.addAll(List.of("--validation-share", 0.3));
        }
        arguments.addAll(given);
        return shell.run(arguments.toArray());
    }

    private static Path fill(String name, List<String> labels, int perLabel) {
        return SyntheticPictures.write(folder.resolve(name), labels, perLabel, 1);
    }
}
