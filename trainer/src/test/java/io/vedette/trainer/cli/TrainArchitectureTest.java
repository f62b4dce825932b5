package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.data.SyntheticPictures;
import io.vedette.trainer.experiment.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainArchitectureTest {
    @TempDir
    private Path folder;

    private final Shell shell = new Shell();
    private Path pictures = Path.of("");

    @BeforeEach
    void write() {
        pictures = SyntheticPictures.write(folder.resolve("bars"), SyntheticPictures.LABELS, 40, 1);
    }

    @Test
    void train_architectureByName_isTrainedAndNoted() {
        Path run = folder.resolve("run");

        assertThat(train(run, "--architecture", "lenet-5")).as(shell.err()).isZero();

        assertThat(shell.out()).contains("Network lenet-5: 15,331 parameters");
        assertThat(RunDirectory.open(run).provenance().architecture()).isEqualTo("lenet-5");
        assertThat(RunDirectory.open(run).configuration(RunConfiguration.class).architecture())
                .isEqualTo("lenet-5");
    }

    @Test
    void train_oneClass_isOneLineBeforeTheWork() {
        pictures = SyntheticPictures.write(folder.resolve("one"), List.of("bars"), 4, 1);
        Path run = folder.resolve("run");

        assertThat(train(run, "--architecture", "lenet-5")).isEqualTo(2);

        assertThat(shell.oneLine()).contains("Data one has one class, bars; two or more are needed");
        assertThat(run).doesNotExist();
    }

    @Test
    void train_noPictureToValidateOn_saysHowManyAClassNeeds() {
        Path run = folder.resolve("run");

        assertThat(train(run, "--architecture", "lenet-5", "--validation-share", 0))
                .isEqualTo(2);
        assertThat(shell.oneLine()).contains("no validation picture").contains("--validation-share above 0");

        pictures = SyntheticPictures.write(folder.resolve("few"), List.of("a", "b"), 2, 1);
        assertThat(train(run, "--architecture", "lenet-5")).isEqualTo(2);
        assertThat(shell.oneLine())
                .contains("Data few has no validation picture")
                .contains("the largest class has 2 pictures, and each needs 3 or more");
        assertThat(run).doesNotExist();

        pictures = SyntheticPictures.write(folder.resolve("enough"), List.of("a", "b"), 3, 1);
        assertThat(shell.run(
                        "train",
                        "--data",
                        pictures,
                        "--out",
                        run,
                        "--input-size",
                        32,
                        "--epochs",
                        1,
                        "--batch-size",
                        2,
                        "--architecture",
                        "lenet-5"))
                .as(shell.err())
                .isZero();
    }

    @Test
    void train_architectureNobodyKnows_tellsThoseThatThereAre() {
        assertThat(train(folder.resolve("run"), "--architecture", "resnet-19")).isEqualTo(2);

        assertThat(shell.err()).contains("'resnet-19'").contains("resnet-18");
    }

    @Test
    void train_picturesTooSmallForTheArchitecture_saysHowLargeTheyMustBe() {
        Path run = folder.resolve("run");

        assertThat(train(run, "--architecture", "mobilenet-v2")).isEqualTo(2);

        assertThat(shell.err()).contains("Network mobilenet-v2: Pictures must be at least 32 pixels");
        assertThat(run).doesNotExist();
    }

    @Test
    void train_widthOfAnArchitectureWithoutOne_isRefused() {
        assertThat(train(folder.resolve("run"), "--architecture", "lenet-5", "--width", 0.5))
                .isEqualTo(2);

        assertThat(shell.err()).contains("lenet-5 has no width multiplier but 0.5");
    }

    private int train(Path run, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("train", "--data", pictures, "--out", run));
        arguments.addAll(List.of("--input-size", SyntheticPictures.SIDE, "--epochs", 1, "--batch-size", 16));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray());
    }
}
