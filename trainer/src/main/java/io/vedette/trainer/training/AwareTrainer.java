package io.vedette.trainer.training;

import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Trains a network further while its numbers are rounded as those of its integer files, so that it learns to do with them.
 *
 * <p>Of all steps the first two thirds move ranges and batch norm's running statistics, the last third weights alone. What counts as the best
 * epoch is judged with rounded numbers too.
 */
public final class AwareTrainer {
    /** The part of the way that a range goes to each batch's own: about twenty batches are remembered. */
    private static final double MOMENTUM = 0.05;

    private static final double MOVING_SHARE = 2 / 3.0;

    private static final int EPOCHS_DIVISOR = 4;
    private static final float RATE_DIVISOR = 10;

    private final TrainingConfiguration configuration;
    private final Symmetry symmetry;
    private final TrainingListener listener;
    private final InstantSource clock;

    /**
     * Makes a trainer.
     *
     * @param symmetry of the values in the files; those of a file that is less strict are only finer
     */
    public AwareTrainer(
            TrainingConfiguration configuration, Symmetry symmetry, TrainingListener listener, InstantSource clock) {
        this.configuration = configuration;
        this.symmetry = symmetry;
        this.listener = listener;
        this.clock = clock;
    }

    /** How a network goes on that was trained otherwise in a given way: for a while more, gently, down along a cosine. */
    public static TrainingConfiguration configurationAfter(TrainingConfiguration trained) {
        Optimization before = trained.optimization();
        return new TrainingConfiguration(
                Math.max(1, (trained.epochs() + EPOCHS_DIVISOR - 1) / EPOCHS_DIVISOR),
                trained.batchSize(),
                new Optimization(
                        before.optimizer(),
                        Schedule.COSINE,
                        before.learningRate() / RATE_DIVISOR,
                        before.weightDecay(),
                        before.labelSmoothing()),
                trained.augmentation(),
                0,
                trained.seed());
    }

    /**
     * Trains on the dataset's training examples from the graph's weights.
     *
     * @param graph trained, with its batch norms or with batch norm folded
     * @param ranges of a calibration: at least of the values that are stored in integers when batch norm is folded and fixed outputs are
     *     rescaled
     */
    public AwareNetwork train(Graph graph, Map<String, TensorRange> ranges, Dataset dataset) {
        Graph rescaled = new RescaleFixedOutputs().apply(graph);
        Graph folded = new FoldBatchNorm().apply(rescaled);
        MovingRanges moving = new MovingRanges(FusedNode.of(folded), ranges, symmetry, MOMENTUM);
        BestRanges best = new BestRanges(moving);
        NetworkTrainer trainer = new NetworkTrainer(configuration, best, clock);
        long moves = (long) Math.ceil(MOVING_SHARE * trainer.steps(dataset));
        Arithmetic arithmetic = new RoundedArithmetic(moving, new FoldedNorms(rescaled, folded), moves);
        TrainedNetwork trained = trainer.train(new GraphBlock(rescaled, arithmetic), dataset);
        return new AwareNetwork(trained.withGraph(weightsOf(trained.graph(), graph)), best.ranges);
    }

    /** A graph with the weights of one that has all its nodes and some more. */
    private static Graph weightsOf(Graph trained, Graph graph) {
        Map<String, Map<WeightRole, Tensor>> weights = new HashMap<>();
        for (Node node : graph.nodes()) {
            weights.put(node.name(), trained.getNode(node.name()).weights());
        }
        return graph.withWeights(weights);
    }

    /** Passes on what it hears and keeps the ranges of the best epoch. */
    private final class BestRanges implements TrainingListener {
        private final MovingRanges moving;
        private Map<String, TensorRange> ranges;

        BestRanges(MovingRanges moving) {
            this.moving = moving;
            this.ranges = moving.toMap();
        }

        @Override
        public void begin(String device, int epochs, long imagesPerEpoch) {
            listener.begin(device, epochs, imagesPerEpoch);
        }

        @Override
        public void batch(int epoch, int images, double loss) {
            listener.batch(epoch, images, loss);
        }

        @Override
        public void epoch(EpochMetrics metrics, boolean best) {
            if (best) {
                ranges = moving.toMap();
            }
            listener.epoch(metrics, best);
        }
    }
}
