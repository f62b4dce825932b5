package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.Sha256;
import io.vedette.trainer.CifarFolder;
import io.vedette.trainer.SharedData;
import io.vedette.trainer.architecture.MobileNetV2;
import io.vedette.trainer.data.SyntheticPictures;
import io.vedette.trainer.experiment.ParentFile;
import io.vedette.trainer.experiment.RunDirectory;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.onnx.OnnxReader;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.tflite.TfliteReader;
import io.vedette.trainer.training.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainFromFileTest {
    private static final int SIDE = 32;

    @TempDir
    private static Path folder = Path.of("");

    private static Path pictures = Path.of("");
    private static Path file = Path.of("");

    private final Shell shell = new Shell();

    @BeforeAll
    static void writeFiles() throws IOException {
        pictures = SyntheticPictures.write(folder.resolve("bars"), SyntheticPictures.LABELS, 20, 1);
        Graph graph = new MobileNetV2(0.25).build(Shape.of(3, SIDE, SIDE), 11, 1);
        file = Files.write(folder.resolve("net.onnx"), OnnxWriter.write(graph));
    }

    @Test
    void train_fromAFile_changesTheClassifierAlone() throws IOException {
        Path run = folder.resolve("head");
        assertThat(train(run)).as(shell.err()).isZero();

        Graph before = OnnxReader.read(file);
        Graph after = RunDirectory.open(run).network();
        assertThat(after.classes()).isEqualTo(3);
        assertThat(after.input()).isEqualTo(before.input());
        List<Node> kept = after.nodes().stream()
                .filter(node -> !node.output().equals(after.logits()))
                .toList();
        assertThat(kept).hasSize(before.nodes().size() - 1);
        assertThat(before.nodes()).containsAll(kept);

        RunDirectory opened = RunDirectory.open(run);
        assertThat(opened.provenance().parentFile()).isEqualTo(new ParentFile("net.onnx", "ONNX", Sha256.ofFile(file)));
        assertThat(opened.provenance().parent()).isNull();
        assertThat(opened.preprocessing().mean()).containsExactly(0.485f, 0.456f, 0.406f);
        RunConfiguration configuration = opened.configuration(RunConfiguration.class);
        assertThat(configuration.freeze()).isEqualTo("all");
        assertThat(configuration.data().inputSide()).isEqualTo(SIDE);
        assertThat(shell.out()).contains("Frozen: ").contains("as most ONNX files want it");

        assertThat(shell.run("evaluate", run)).as(shell.err()).isZero();
        assertThat(run.resolve("report.html")).content().contains("ONNX file net.onnx, sha256 " + Sha256.ofFile(file));
    }

    @Test
    void train_fromAFileFrozenInPart_changesTheRest() throws IOException {
        Graph before = OnnxReader.read(file);
        String layer = before.nodes().stream()
                .filter(node -> node.name().contains("block9"))
                .findFirst()
                .orElseThrow()
                .name();
        Path named = folder.resolve("named");
        Path counted = folder.resolve("counted");
        Path whole = folder.resolve("whole");
        assertThat(train(named, "--freeze", layer)).as(shell.err()).isZero();
        assertThat(train(counted, "--freeze", 3)).as(shell.err()).isZero();
        assertThat(train(whole, "--freeze", "none")).as(shell.err()).isZero();

        assertThat(unchanged(before, named)).isGreaterThan(20).isLessThan(weighted(before) - 10);
        assertThat(unchanged(before, counted))
                .isEqualTo(Freezing.of(before, "3").nodes().size());
        assertThat(unchanged(before, whole)).isZero();
    }

    @Test
    void train_fromARunThatBeganWithAFile_knowsItsPixelsAndSize() {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        assertThat(train(first, "--pixels", "0..255")).as(shell.err()).isZero();
        assertThat(shell.run(
                        "train",
                        "--data",
                        pictures,
                        "--from",
                        first,
                        "--out",
                        second,
                        "--epochs",
                        1,
                        "--batch-size",
                        16))
                .as(shell.err())
                .isZero();

        assertThat(RunDirectory.open(second).preprocessing())
                .isEqualTo(RunDirectory.open(first).preprocessing());
        assertThat(RunDirectory.open(second).preprocessing().deviation()).containsOnly(1 / 255f);
    }

    @Test
    void train_fromAFileWithWhatDoesNotGoWithIt_isOneLine() {
        Path run = folder.resolve("unmade");
        assertThat(train(run, "--input-size", 64)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("--input-size is 32").contains("64");
        assertThat(train(run, "--freeze", "nowhere")).isEqualTo(2);
        assertThat(shell.oneLine()).contains("'nowhere'").contains("vedette inspect");
        assertThat(train(run, "--freeze", "…lock9.Depthwise")).isEqualTo(2);
        assertThat(shell.oneLine()).contains("no layer '…lock9.Depthwise'; did you mean 'block9.depthwise'?");
        assertThat(train(run, "--freeze", "depthwise")).isEqualTo(2);
        assertThat(shell.oneLine()).doesNotContain("did you mean");
        assertThat(train(run, "--freeze", 1000)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("not 1000");
        assertThat(train(run, "--pixels", "bright")).isEqualTo(2);
        assertThat(shell.oneLine()).contains("'bright' is not imagenet, a range LOW..HIGH");
        assertThat(train(run, "--pixels", "0.5,0.4/0.5,0.5")).isEqualTo(2);
        assertThat(shell.oneLine()).contains("--pixels has means of 2 channels").contains("of 3");
        assertThat(train(run, "--architecture", "resnet-8")).isEqualTo(2);
        assertThat(shell.oneLine()).contains("--architecture cannot be given with --from");
        assertThat(shell.run("train", "--data", pictures, "--freeze", "all")).isEqualTo(2);
        assertThat(shell.oneLine()).contains("--freeze needs --from");
        assertThat(run).doesNotExist();
    }

    @Test
    void train_fromResNetOfOthers_learnsOtherClassesOfItsPictures() throws IOException {
        Path data = cifar(List.of("automobile", "frog", "ship"), 60);
        Path run = folder.resolve("resnet");
        Path model = SharedData.require("models/resnet8_cifar10_float.tflite");

        assertThat(shell.run(
                        "train",
                        "--data",
                        data,
                        "--from",
                        model,
                        "--pixels",
                        "0..255",
                        "--out",
                        run,
                        "--batch-size",
                        16,
                        "--epochs",
                        8,
                        "--validation-share",
                        0.4))
                .as(shell.err())
                .isZero();

        // Of three classes one in three is right by chance; four standard errors of 72 pictures more are 0.56.
        assertThat(bestAccuracy(run)).isGreaterThan(0.56);
        Graph before = TfliteReader.read(model);
        assertThat(unchanged(before, run)).isEqualTo(weighted(before) - 1);
    }

    @Test
    @Tag("long")
    void train_fromMobileNetInIntegers_learnsPicturesOfAnotherKind() throws IOException {
        Path data = cifar(List.of("airplane", "cat", "truck"), 60);
        Path run = folder.resolve("mobilenet");
        Path model = SharedData.require("models/tf2_mobilenet_v2_1.0_224_ptq.tflite");

        assertThat(shell.run(
                        "train",
                        "--data",
                        data,
                        "--from",
                        model,
                        "--out",
                        run,
                        "--batch-size",
                        16,
                        "--epochs",
                        3,
                        "--validation-share",
                        0.4))
                .as(shell.err())
                .isZero();

        assertThat(shell.out()).contains("Pixels of 0 to 255 become -0.99608 to 1.0039, as the file says");
        assertThat(bestAccuracy(run)).isGreaterThan(0.56);
    }

    private int train(Path run, Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of("train", "--data", pictures, "--from", file, "--out", run, "--epochs", 1, "--batch-size", 16));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray());
    }

    private static double bestAccuracy(Path run) {
        return RunDirectory.open(run).metrics(EpochMetrics.class).stream()
                .mapToDouble(EpochMetrics::validationAccuracy)
                .max()
                .orElseThrow();
    }

    /** How many nodes with weights have in a run those of a file. */
    private static long unchanged(Graph before, Path run) {
        Graph after = RunDirectory.open(run).network();
        return before.nodes().stream()
                .filter(node -> !node.weights().isEmpty() && after.nodes().contains(node))
                .count();
    }

    private static long weighted(Graph graph) {
        return graph.nodes().stream().filter(node -> !node.weights().isEmpty()).count();
    }

    /** The first pictures of some classes of CIFAR-10, in folders. */
    private static Path cifar(List<String> classes, int perClass) throws IOException {
        Path data = folder.resolve(String.join("-", classes));
        CifarFolder.read(
                picture -> picture.isTrain() && classes.contains(picture.label()) && picture.number() < perClass,
                (picture, jpeg) -> CifarFolder.write(data, picture, jpeg));
        return data;
    }
}
