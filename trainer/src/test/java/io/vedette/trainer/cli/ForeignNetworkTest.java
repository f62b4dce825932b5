package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.data.BadDataException;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.DatasetBuilder;
import io.vedette.trainer.data.FashionMnist;
import io.vedette.trainer.data.OtherChannelsException;
import io.vedette.trainer.data.PixelNormalisation;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.experiment.RunDirectory;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.tflite.TfliteWriter;
import io.vedette.trainer.training.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ForeignNetworkTest {
    private static final int SIDE = 28;

    @TempDir
    private Path folder;

    @Test
    void open_onnxOfOneChannel_takesGreyPicturesWithoutPixels() throws IOException {
        ForeignNetwork network = ForeignNetwork.open(write(1), null);

        assertThat(network.describePixels())
                .contains("become 0 to 1, as most ONNX files of one channel want it")
                .contains("--pixels");
        PreprocessingSpec prepared = pixels(network).applyTo(pictures(ColourOrder.GREY));
        assertThat(prepared.mean()).containsExactly(0f);
        assertThat(prepared.deviation()).containsExactly(1f);
        network.requireFit(dataset(prepared));
        assertThat(network.network(2, 1).classes()).isEqualTo(2);
    }

    @Test
    void open_otherNetworks_keepTheirUsualPixels() throws IOException {
        assertThat(pixels(ForeignNetwork.open(write(3), null))).isEqualTo(PixelNormalisation.IMAGENET);
        Path tflite =
                Files.write(folder.resolve("net.tflite"), TfliteWriter.write(new FoldBatchNorm().apply(graph(1))));
        assertThat(ForeignNetwork.open(tflite, null).describePixels())
                .contains("become -1 to 1, as most TensorFlow Lite files want it");
    }

    @Test
    void open_pixelsOfOtherChannels_areRefused() throws IOException {
        Path file = write(1);

        assertThatThrownBy(() -> ForeignNetwork.open(file, PixelNormalisation.IMAGENET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--pixels has means of 3 channels but the network of " + file + " takes pictures of 1");
        PixelNormalisation one = PixelNormalisation.ofRange(-1, 1);
        assertThat(pixels(ForeignNetwork.open(write(3), one))).isEqualTo(one);
    }

    @Test
    void requireFit_colourPicturesForAGreyNetwork_areRefused() throws IOException {
        ForeignNetwork network = ForeignNetwork.open(write(1), null);
        Dataset colours = dataset(pixels(network).applyTo(pictures(ColourOrder.RGB)));

        assertThatThrownBy(() -> network.requireFit(colours))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("net-1.onnx");
    }

    @Test
    void source_greyPicturesForAColourNetwork_areRefusedNamingPixels() throws IOException {
        PixelNormalisation colours = pixels(ForeignNetwork.open(write(3), null));

        assertThatThrownBy(() -> colours.applyTo(pictures(ColourOrder.GREY)))
                .isInstanceOf(OtherChannelsException.class)
                .hasMessageContaining("--pixels")
                .hasMessageContaining("of 3 channels")
                .hasMessageContaining("they have 1");
    }

    @Test
    @Tag("long")
    void train_onnxOfOneChannelWithFashionMnist_learns() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FashionMnist.SYSTEM_FOLDER), () -> "no " + FashionMnist.SYSTEM_FOLDER);
        Shell shell = new Shell();
        Path run = folder.resolve("run");

        assertThat(shell.run("train", "--data", FashionMnist.NAME, "--from", write(1), "--out", run, "--epochs", 1))
                .as(shell.err())
                .isZero();

        assertThat(shell.out()).contains("as most ONNX files of one channel want it");
        assertThat(RunDirectory.open(run).preprocessing().deviation()).containsExactly(1f);
        // A classifier on features that nobody trained; one in ten is right by chance.
        assertThat(RunDirectory.open(run).metrics(EpochMetrics.class).get(0).validationAccuracy())
                .isGreaterThan(0.3);
    }

    private static PixelNormalisation pixels(ForeignNetwork network) {
        DataOptions options = CommandLine.populateCommand(new DataOptions(), "--data", FashionMnist.NAME);
        return Objects.requireNonNull(network.source(options, 1).normalisation());
    }

    private Path write(int channels) throws IOException {
        return Files.write(folder.resolve("net-" + channels + ".onnx"), OnnxWriter.write(graph(channels)));
    }

    private static Graph graph(int channels) {
        return Catalogue.find("lenet-5", 1).build(Shape.of(channels, SIDE, SIDE), 4, 1);
    }

    /** As Fashion-MNIST's are prepared. */
    private static PreprocessingSpec pictures(ColourOrder colours) {
        List<Float> mean = colours == ColourOrder.GREY ? List.of(0.286f) : List.of(0.286f, 0.286f, 0.286f);
        List<Float> deviation = colours == ColourOrder.GREY ? List.of(0.353f) : List.of(0.353f, 0.353f, 0.353f);
        return new PreprocessingSpec(SIDE, SIDE, colours, ResizeMode.STRETCH, Interpolation.AREA, 0, mean, deviation);
    }

    private static Dataset dataset(PreprocessingSpec prepared) {
        DatasetBuilder builder = new DatasetBuilder("grey", List.of("dark", "bright"), prepared);
        return builder.add(Split.TRAIN, 0, new byte[prepared.pixelBytes()], 0, "one")
                .build();
    }
}
