package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.data.SyntheticPictures;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.RescaledChannels;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import io.vedette.trainer.interpreter.Simulation;
import io.vedette.trainer.quantization.Calibration;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.Calibrator;
import io.vedette.trainer.quantization.Quantizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwareTrainerTest {
    private static final Dataset DATASET = SyntheticPictures.dataset(384, 90, 90, 1);
    /** Its validation labels are all wrong: the better the training, the worse the validation. */
    private static final Dataset CONTRARY = SyntheticPictures.contrary(384, 90, 1);

    private Graph trained = untrained();

    @BeforeAll
    void train() {
        trained = new NetworkTrainer(configuration(4, 0.01f), TrainingListener.SILENT, Clock.systemUTC())
                .train(untrained(), DATASET)
                .graph();
    }

    private static Graph untrained() {
        return new DepthwiseSeparable(0.5)
                .build(Shape.of(1, SyntheticPictures.SIDE, SyntheticPictures.SIDE), SyntheticPictures.LABELS.size(), 1);
    }

    @Test
    void train_networkThatIntegersRuin_answersRightInIntegers() {
        Graph ruined = RescaledChannels.of(folded(trained), 40, 3);
        Calibration calibration = calibrate(ruined);
        double before = accuracy(Quantizer.quantize(ruined, calibration), DATASET, Split.TEST);

        AwareNetwork aware = train(ruined, calibration.ranges(), DATASET, configuration(6, 0.002f));

        double after = accuracy(quantize(aware), DATASET, Split.TEST);
        assertThat(before).isLessThan(0.8);
        assertThat(after).isGreaterThan(0.95);
    }

    @Test
    void train_validation_isThatOfTheIntegers() {
        AwareNetwork aware = train(trained, calibrate(trained).ranges(), DATASET, configuration(2, 0.001f));

        EpochMetrics best = aware.training().epochs().get(aware.training().bestEpoch() - 1);
        // Of 90 pictures one may fall on the other side of a half.
        assertThat(accuracy(quantize(aware), DATASET, Split.VALIDATION))
                .isCloseTo(best.validationAccuracy(), Offset.offset(1.01 / 90));
    }

    @Test
    void train_graphAndRanges_areOfTheGraphGiven() {
        AwareNetwork aware = train(trained, calibrate(trained).ranges(), DATASET, configuration(1, 0.001f));

        assertThat(aware.graph().nodes()).extracting(Node::name).isEqualTo(names(trained));
        assertThat(aware.graph()).isNotEqualTo(trained);
        assertThat(aware.ranges().keySet())
                .isEqualTo(quantize(aware).values().keySet())
                .contains(Graph.INPUT, trained.logits());
    }

    @Test
    void train_laterEpochsRuinIt_keepsWeightsAndRangesOfTheBest() {
        RecordingListener listener = new RecordingListener();
        AwareNetwork aware = new AwareTrainer(configuration(4, 0.01f), Symmetry.ASYMMETRIC, listener, Clock.systemUTC())
                .train(untrained(), calibrate(untrained()).ranges(), CONTRARY);

        EpochMetrics best = aware.training().epochs().get(aware.training().bestEpoch() - 1);
        assertThat(aware.training().bestEpoch()).isLessThan(4);
        assertThat(listener.epochs).isEqualTo(aware.training().epochs());
        assertThat(listener.images).isEqualTo(4 * 384);
        assertThat(loss(aware, CONTRARY)).isEqualTo(best.validationLoss());
    }

    @Test
    void train_sameSeed_givesTheSameNetwork() {
        Map<String, TensorRange> ranges = calibrate(trained).ranges();

        AwareNetwork first = train(trained, ranges, DATASET, configuration(1, 0.001f));
        AwareNetwork second = train(trained, ranges, DATASET, configuration(1, 0.001f));

        assertThat(second.graph()).isEqualTo(first.graph());
        assertThat(second.ranges()).isEqualTo(first.ranges());
    }

    @Test
    void train_rateFarTooHigh_saysThatItDiverged() {
        assertThatThrownBy(() -> train(trained, calibrate(trained).ranges(), DATASET, configuration(2, 1e30f)))
                .isInstanceOfSatisfying(DivergedTrainingException.class, e -> assertThat(e.epoch())
                        .isEqualTo(1));
    }

    @Test
    void train_valueWithoutARange_isNamed() {
        Map<String, TensorRange> ranges = new HashMap<>(calibrate(trained).ranges());
        ranges.remove("stem.act");

        assertThatThrownBy(() -> train(trained, ranges, DATASET, configuration(1, 0.001f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stem.act");
    }

    private static List<String> names(Graph graph) {
        return graph.nodes().stream().map(Node::name).toList();
    }

    private static TrainingConfiguration configuration(int epochs, float rate) {
        return new TrainingConfiguration(
                epochs, 32, new Optimization(OptimizerKind.ADAM, Schedule.COSINE, rate, 0, 0), Augmentation.NONE, 0, 3);
    }

    private static AwareNetwork train(
            Graph graph, Map<String, TensorRange> ranges, Dataset dataset, TrainingConfiguration configuration) {
        return new AwareTrainer(configuration, Symmetry.ASYMMETRIC, TrainingListener.SILENT, Clock.systemUTC())
                .train(graph, ranges, dataset);
    }

    private static Graph folded(Graph graph) {
        return new RescaleFixedOutputs().apply(new FoldBatchNorm().apply(graph));
    }

    private static Calibration calibrate(Graph graph) {
        return new Calibrator(CalibrationMethod.MIN_MAX, 1)
                .calibrate(folded(graph), pictures(DATASET, Arrays.copyOf(DATASET.indices(Split.TRAIN), 64)));
    }

    private static QuantizedGraph quantize(AwareNetwork aware) {
        return Quantizer.quantize(
                folded(aware.graph()), new Calibration(CalibrationMethod.MOVING_AVERAGE, 384, aware.ranges()));
    }

    private static List<float[]> pictures(Dataset dataset, int[] examples) {
        BatchWriter writer = new BatchWriter(dataset.preprocessing());
        List<float[]> pictures = new ArrayList<>();
        for (int example : examples) {
            float[] picture = new float[dataset.preprocessing().pixelBytes()];
            writer.write(dataset.pixels().get(example), 0, picture, 0);
            pictures.add(picture);
        }
        return pictures;
    }

    private static double accuracy(QuantizedGraph quantized, Dataset dataset, Split split) {
        Simulation simulation = new Simulation(quantized);
        int[] examples = dataset.indices(split);
        List<float[]> pictures = pictures(dataset, examples);
        BatchScore score = new BatchScore();
        for (int i = 0; i < examples.length; i++) {
            double[] logits = Objects.requireNonNull(
                    simulation.run(pictures.get(i)).get(quantized.graph().logits()));
            float[] row = new float[logits.length];
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) logits[j];
            }
            score.add(row, row.length, new int[] {dataset.classOf(examples[i])}, 1);
        }
        return score.accuracy();
    }

    /** Of the validation examples, in rounded arithmetic. */
    private static double loss(AwareNetwork aware, Dataset dataset) {
        int[] examples = dataset.indices(Split.VALIDATION);
        BatchScore score = new BatchScore();
        try (RoundedBlock block = new RoundedBlock(aware.graph(), aware.ranges(), 1, 0)) {
            for (int from = 0; from < examples.length; from += 32) {
                int[] batch = Arrays.copyOfRange(examples, from, Math.min(from + 32, examples.length));
                List<Map<String, float[]>> rows = block.run(pictures(dataset, batch));
                for (int i = 0; i < batch.length; i++) {
                    float[] row =
                            Objects.requireNonNull(rows.get(i).get(aware.graph().logits()));
                    score.add(row, row.length, new int[] {dataset.classOf(batch[i])}, 1);
                }
            }
        }
        return score.loss();
    }

    private static final class RecordingListener implements TrainingListener {
        private final List<EpochMetrics> epochs = new ArrayList<>();
        private long images;

        @Override
        public void batch(int epoch, int count, double loss) {
            images += count;
        }

        @Override
        public void epoch(EpochMetrics metrics, boolean best) {
            epochs.add(metrics);
        }
    }
}
