package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.data.SyntheticPictures;
import io.vedette.trainer.graph.FrozenPart;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTrainerTest {
    private static final Dataset DATASET = SyntheticPictures.dataset(384, 90, 90, 1);
    /** Its validation labels are all wrong: the better the training, the worse the validation. */
    private static final Dataset CONTRARY = SyntheticPictures.contrary(384, 90, 1);

    private static final Graph FRESH = new DepthwiseSeparable(0.5)
            .build(Shape.of(1, SyntheticPictures.SIDE, SyntheticPictures.SIDE), SyntheticPictures.LABELS.size(), 1);

    @Test
    void train_easyPictures_learnsThem() {
        TrainedNetwork trained = train(configuration(6, 3), TrainingListener.SILENT);
        assertThat(accuracy(trained.graph(), DATASET, Split.TEST)).isGreaterThan(0.95);
        assertThat(trained.epochs()).hasSize(6);
        assertThat(trained.epochs().get(5).trainLoss())
                .isLessThan(trained.epochs().get(0).trainLoss());
    }

    @Test
    void train_sameSeed_givesTheSameWeights() {
        Graph first = train(configuration(2, 3), TrainingListener.SILENT).graph();
        Graph second = train(configuration(2, 3), TrainingListener.SILENT).graph();
        Graph other = train(configuration(2, 4), TrainingListener.SILENT).graph();
        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void train_weightsGoBackIntoTheGraph_withRunningStatistics() {
        TrainedNetwork trained = train(configuration(1, 3), TrainingListener.SILENT);
        for (Node node : trained.graph().nodes()) {
            for (WeightRole role : node.weights().keySet()) {
                assertThat(node.getWeight(role))
                        .as("%s of %s", role, node.name())
                        .isNotEqualTo(FRESH.getNode(node.name()).getWeight(role));
            }
        }
    }

    @Test
    void train_graphToBlockAndBack_keepsEveryBit() {
        TrainedNetwork trained = train(configuration(1, 3), TrainingListener.SILENT);
        int[] test = DATASET.indices(Split.TEST);
        try (Predictor first = new Predictor(trained.graph(), DATASET.preprocessing());
                Predictor second = new Predictor(trained.graph(), DATASET.preprocessing())) {
            assertThat(second.logits(DATASET, test, Progress.SILENT))
                    .isDeepEqualTo(first.logits(DATASET, test, Progress.SILENT));
        }
    }

    @Test
    void train_frozenPart_keepsItsWeightsAndStatisticsToTheLastBit() {
        FrozenPart frozen = FrozenPart.ofFirstLayers(FRESH, 3);

        Graph trained = new NetworkTrainer(configuration(2, 3), TrainingListener.SILENT, Clock.systemUTC())
                .train(FRESH, DATASET, frozen)
                .graph();

        assertThat(frozen.nodes()).hasSize(6);
        for (Node node : trained.nodes()) {
            for (WeightRole role : node.weights().keySet()) {
                boolean isKept =
                        node.getWeight(role).equals(FRESH.getNode(node.name()).getWeight(role));
                assertThat(isKept).as("%s of %s", role, node.name()).isEqualTo(frozen.contains(node));
            }
        }
    }

    @Test
    void train_laterEpochsRuinIt_restoresTheBestWeights() {
        RecordingListener listener = new RecordingListener();
        TrainedNetwork trained = train(configuration(5, 3), listener, CONTRARY);
        EpochMetrics best = trained.epochs().get(trained.bestEpoch() - 1);
        EpochMetrics last = trained.epochs().get(4);
        assertThat(last.validationAccuracy()).isLessThan(best.validationAccuracy());
        assertThat(accuracy(trained.graph(), CONTRARY, Split.VALIDATION)).isEqualTo(best.validationAccuracy());
        assertThat(listener.best).contains(trained.bestEpoch());
    }

    @Test
    void train_patienceRunsOut_stops() {
        TrainingConfiguration patient = configuration(20, 3);
        TrainingConfiguration impatient = new TrainingConfiguration(
                patient.epochs(), patient.batchSize(), patient.optimization(), patient.augmentation(), 2, 3);
        TrainedNetwork trained = train(impatient, TrainingListener.SILENT, CONTRARY);
        assertThat(trained.epochs().size()).isLessThan(20);
        assertThat(trained.epochs()).hasSize(trained.bestEpoch() + 2);
    }

    @Test
    void train_listener_hearsEveryBatch() {
        RecordingListener listener = new RecordingListener();
        train(configuration(2, 3), listener);
        // 384 examples in batches of 32.
        assertThat(listener.images).isEqualTo(2 * 384);
        assertThat(listener.imagesPerEpoch).isEqualTo(384);
        assertThat(listener.epochs).extracting(EpochMetrics::epoch).containsExactly(1, 2);
    }

    @Test
    void train_fewerExamplesThanABatch_isRefused() {
        Dataset tiny = SyntheticPictures.dataset(30, 3, 3, 1);
        NetworkTrainer trainer = new NetworkTrainer(configuration(1, 3), TrainingListener.SILENT, Clock.systemUTC());
        assertThatThrownBy(() -> trainer.train(FRESH, tiny))
                .isInstanceOfSatisfying(TooFewExamplesException.class, e -> {
                    assertThat(e.examples()).isEqualTo(30);
                    assertThat(e.needed()).isEqualTo(32);
                });
    }

    private static TrainingConfiguration configuration(int epochs, long seed) {
        return new TrainingConfiguration(
                epochs,
                32,
                new Optimization(OptimizerKind.ADAM, Schedule.ONE_CYCLE, 0.01f, 0, 0.05f),
                new Augmentation(true, 1, 0.05f, 0.05f, 1, 0),
                0,
                seed);
    }

    private static TrainedNetwork train(TrainingConfiguration configuration, TrainingListener listener) {
        return train(configuration, listener, DATASET);
    }

    private static TrainedNetwork train(
            TrainingConfiguration configuration, TrainingListener listener, Dataset dataset) {
        return new NetworkTrainer(configuration, listener, Clock.systemUTC()).train(FRESH, dataset);
    }

    private static double accuracy(Graph graph, Dataset dataset, Split split) {
        int[] examples = dataset.indices(split);
        BatchScore score = new BatchScore();
        try (Predictor predictor = new Predictor(graph, dataset.preprocessing())) {
            float[][] rows = predictor.logits(dataset, examples, Progress.SILENT);
            for (int i = 0; i < rows.length; i++) {
                score.add(rows[i], rows[i].length, new int[] {dataset.classOf(examples[i])}, 1);
            }
        }
        return score.accuracy();
    }

    private static final class RecordingListener implements TrainingListener {
        private final List<EpochMetrics> epochs = new ArrayList<>();
        private final List<Integer> best = new ArrayList<>();
        private long images;
        private long imagesPerEpoch;

        @Override
        public void begin(String device, int count, long perEpoch) {
            imagesPerEpoch = perEpoch;
        }

        @Override
        public void batch(int epoch, int count, double loss) {
            images += count;
        }

        @Override
        public void epoch(EpochMetrics metrics, boolean isBest) {
            epochs.add(metrics);
            if (isBest) {
                best.add(metrics.epoch());
            }
        }
    }
}
