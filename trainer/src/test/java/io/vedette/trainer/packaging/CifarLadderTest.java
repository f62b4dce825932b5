package io.vedette.trainer.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.trainer.CifarFolder;
import io.vedette.trainer.SharedData;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.DatasetBuilder;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.RescaledChannels;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Remedy;
import io.vedette.trainer.tflite.Edges;
import io.vedette.trainer.tflite.TfliteReader;
import io.vedette.trainer.training.Predictor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network that others trained, on photographs that it was trained for. */
@Tag("long")
class CifarLadderTest {
    private static final List<String> LABELS =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final int SIDE = 32;
    /** The network takes pixels as they are. */
    private static final PreprocessingSpec SPECIFICATION = new PreprocessingSpec(
            SIDE,
            SIDE,
            ColourOrder.RGB,
            ResizeMode.STRETCH,
            Interpolation.AREA,
            0,
            List.of(0f, 0f, 0f),
            List.of(1 / 255f, 1 / 255f, 1 / 255f));
    /** Of each class's training pictures the first give ranges, the next are for validation. */
    private static final int CALIBRATING = 30;

    private static final int VALIDATING = 150;

    private static Dataset dataset;
    private static Graph network;

    @BeforeAll
    static void read() throws IOException {
        network = TfliteReader.read(SharedData.require("models/resnet8_cifar10_float.tflite"));
        dataset = cifar();
    }

    @ParameterizedTest
    @EnumSource(names = {"ANY", "PI", "JETSON_GPU"})
    void climb_resNet_isWithinHalfAPoint(Target target, TestReporter reporter) {
        LadderReport report = climb(network, 0.5, target, reporter);

        assertThat(report.findChosen()).isPresent();
        assertThat(report.best().worst().agreement()).isGreaterThan(0.9);
    }

    @Test
    void climb_resNetWithRescaledChannels_isMendedByEqualization(TestReporter reporter) {
        LadderReport report = climb(RescaledChannels.of(network, 5), 1, Target.ANY, reporter);

        // With any range alone the channels are lost.
        assertThat(report.rungs().get(0).worst().dropPoints()).isGreaterThan(5);
        assertThat(report.findChosen())
                .hasValueSatisfying(chosen ->
                        assertThat(chosen.recipe().has(Remedy.EQUALIZATION)).isTrue());
    }

    private static LadderReport climb(Graph graph, double maxDropPoints, Target target, TestReporter reporter) {
        int[] validation = dataset.indices(Split.VALIDATION);
        float[][] reference;
        try (Predictor predictor = new Predictor(graph, SPECIFICATION)) {
            reference = predictor.logits(dataset, validation, Progress.SILENT);
        }
        CalibrationPictures calibration = CalibrationPictures.choose(dataset, CALIBRATING * LABELS.size(), 1);
        Preparation preparation = Preparation.of(graph, calibration, calibration.size(), 1, Progress.SILENT);
        LadderReport report = new LadderClimb(
                        preparation,
                        new NetworkExport(preparation, target, Edges.INT8),
                        new ModelMeasurer(dataset, validation, reference),
                        Progress.SILENT,
                        rung -> reporter.publishEntry(
                                target + ", " + rung.recipe().description(),
                                rung.files().toString()))
                .climb(maxDropPoints);
        report.obstacles().forEach(obstacle -> reporter.publishEntry("obstacle", obstacle.toString()));
        return report;
    }

    private static Dataset cifar() throws IOException {
        DatasetBuilder builder = new DatasetBuilder("cifar", LABELS, SPECIFICATION);
        CifarFolder.read(
                picture -> picture.isTrain() && picture.number() < CALIBRATING + VALIDATING,
                (picture, jpeg) -> builder.add(
                        picture.number() < CALIBRATING ? Split.TRAIN : Split.VALIDATION,
                        LABELS.indexOf(picture.label()),
                        pixels(jpeg),
                        0,
                        picture.toString()));
        return builder.build();
    }

    private static byte[] pixels(byte[] jpeg) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        byte[] pixels = new byte[SPECIFICATION.pixelBytes()];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int rgb = picture.getRGB(i % SIDE, i / SIDE);
            for (int channel = 0; channel < 3; channel++) {
                pixels[3 * i + channel] = (byte) (rgb >> (16 - 8 * channel));
            }
        }
        return pixels;
    }
}
