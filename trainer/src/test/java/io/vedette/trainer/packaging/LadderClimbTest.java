package io.vedette.trainer.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.DatasetBuilder;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.RescaledChannels;
import io.vedette.trainer.graph.operator.HardSwish;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.quantization.CentredLogits;
import io.vedette.trainer.quantization.FileDrop;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.Obstacle;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Remedy;
import io.vedette.trainer.quantization.RungResult;
import io.vedette.trainer.tflite.Edges;
import io.vedette.trainer.training.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Untrained networks on pictures of noise whose classes are the network's own answers: in floats every answer is right. */
class LadderClimbTest {
    private static final Shape INPUT = Shape.of(3, 16, 16);
    private static final List<String> LABELS = List.of("a", "b", "c", "d");
    private static final PreprocessingSpec SPECIFICATION = new PreprocessingSpec(
            16,
            16,
            ColourOrder.RGB,
            ResizeMode.STRETCH,
            Interpolation.AREA,
            0,
            List.of(0.5f, 0.5f, 0.5f),
            List.of(0.3f, 0.3f, 0.3f));
    private static final int TRAINING = 60;
    private static final int VALIDATION = 200;

    private final List<byte[]> pixels = noise(TRAINING + VALIDATION);
    private final Graph network = CentredLogits.of(
            new FoldBatchNorm().apply(new DepthwiseSeparable(1).build(INPUT, LABELS.size(), 3)), pictures());

    @Test
    void climb_rescaledChannels_reachesTheBudgetByEqualization(TestReporter reporter) {
        Graph rescaled = RescaledChannels.of(network, 5);

        Climb climb = climb(rescaled, 8, Target.ANY);
        climb.report(reporter);

        LadderReport report = climb.report;
        assertThat(climb.heard).isEqualTo(report.rungs());
        assertThat(report.images()).isEqualTo(VALIDATION);
        assertThat(report.rungs()).allSatisfy(rung -> assertThat(rung.files())
                .extracting(FileDrop::file)
                .containsExactly("onnx-int8", "tflite-int8"));
        assertThat(report.rungs().get(0).isWithin(8)).isFalse();
        assertThat(report.findChosen()).hasValueSatisfying(chosen -> {
            assertThat(chosen.recipe().has(Remedy.EQUALIZATION)).isTrue();
            assertThat(chosen).isEqualTo(report.best());
        });
        assertThat(report.sensitivity()).isEmpty();
        assertThat(report.obstacles()).isEmpty();
    }

    @Test
    void climb_generousBudget_staysOnTheFirstRung() {
        LadderReport report = climb(network, 100, Target.PI).report;

        assertThat(report.rungs()).hasSize(1);
        assertThat(report.findChosen()).isPresent();
    }

    @Tag("long")
    @Test
    void climb_budgetThatCannotBeMet_namesTheLayersInTheWay(TestReporter reporter) {
        // No layer can be equalized through a hard-swish, and those that would have to be in floats are most of the
        // network.
        Graph skewed = network.withNodes(RescaledChannels.of(network, 5).nodes().stream()
                .map(node -> node.operator() instanceof Relu
                        ? new Node(node.name(), new HardSwish(), node.inputs(), node.output(), node.weights())
                        : node)
                .toList());
        Graph stubborn = CentredLogits.of(skewed, pictures());

        Climb climb = climb(stubborn, 0, Target.JETSON_GPU);
        climb.report(reporter);

        LadderReport report = climb.report;
        assertThat(report.findChosen()).isEmpty();
        assertThat(report.sensitivityImages()).isBetween(8, 16);
        assertThat(report.sensitivity()).isNotEmpty();
        assertThat(report.rungs()).anyMatch(rung -> rung.recipe().floatNodes().size() > 1);
        assertThat(report.obstacles())
                .hasSizeBetween(1, 5)
                .allMatch(Obstacle::isInTheWay)
                .isSortedAccordingTo(Comparator.comparing(Obstacle::dropPoints).reversed());
        assertThat(report.obstacles().get(0).dropPoints()).isGreaterThan(10);
        assertThat(report.obstacles())
                .extracting(Obstacle::node)
                .doesNotHaveDuplicates()
                .allMatch(name -> stubborn.getNode(name) != null);
    }

    private CalibrationPictures pictures() {
        return CalibrationPictures.of(dataset(new float[TRAINING + VALIDATION][LABELS.size()]), training());
    }

    private record Climb(LadderReport report, List<RungResult> heard) {
        void report(TestReporter reporter) {
            report.rungs()
                    .forEach(rung -> reporter.publishEntry(
                            rung.recipe().description(), rung.files().toString()));
            report.obstacles().forEach(obstacle -> reporter.publishEntry("obstacle", obstacle.toString()));
        }
    }

    private Climb climb(Graph graph, double maxDropPoints, Target target) {
        Dataset unlabelled = dataset(new float[TRAINING + VALIDATION][LABELS.size()]);
        float[][] answers;
        try (Predictor predictor = new Predictor(graph, SPECIFICATION)) {
            int[] all = new int[TRAINING + VALIDATION];
            for (int i = 0; i < all.length; i++) {
                all[i] = i;
            }
            answers = predictor.logits(unlabelled, all, Progress.SILENT);
        }
        Dataset dataset = dataset(answers);
        int[] validation = dataset.indices(Split.VALIDATION);
        float[][] reference =
                Arrays.asList(answers).subList(TRAINING, answers.length).toArray(new float[0][]);
        CalibrationPictures calibration = CalibrationPictures.of(dataset, training());
        Preparation preparation = Preparation.of(graph, calibration, calibration.size(), 1, Progress.SILENT);
        List<RungResult> heard = new ArrayList<>();
        LadderReport report = new LadderClimb(
                        preparation,
                        new NetworkExport(preparation, target, Edges.INT8),
                        new ModelMeasurer(dataset, validation, reference),
                        Progress.SILENT,
                        heard::add)
                .climb(maxDropPoints);
        return new Climb(report, heard);
    }

    private static int[] training() {
        int[] training = new int[TRAINING];
        for (int i = 0; i < training.length; i++) {
            training[i] = i;
        }
        return training;
    }

    private Dataset dataset(float[][] answers) {
        DatasetBuilder builder = new DatasetBuilder("noise", LABELS, SPECIFICATION);
        for (int i = 0; i < pixels.size(); i++) {
            int highest = 0;
            for (int label = 1; label < LABELS.size(); label++) {
                highest = answers[i][label] > answers[i][highest] ? label : highest;
            }
            builder.add(i < TRAINING ? Split.TRAIN : Split.VALIDATION, highest, pixels.get(i), 0, "picture " + i);
        }
        return builder.build();
    }

    /** Noise of another brightness in each channel of each picture. */
    private static List<byte[]> noise(int count) {
        Random random = new Random(9);
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] picture = new byte[SPECIFICATION.pixelBytes()];
            int[] least = {random.nextInt(128), random.nextInt(128), random.nextInt(128)};
            for (int p = 0; p < picture.length; p++) {
                picture[p] = (byte) (least[p % 3] + random.nextInt(128));
            }
            pictures.add(picture);
        }
        return pictures;
    }
}
