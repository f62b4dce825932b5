package io.vedette.trainer.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.ParameterTracker;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Shuffle;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.graph.FrozenPart;
import io.vedette.trainer.graph.Graph;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Trains a graph on a dataset by stochastic gradient descent. */
public final class NetworkTrainer {
    private final TrainingConfiguration configuration;
    private final TrainingListener listener;
    private final InstantSource clock;

    public NetworkTrainer(TrainingConfiguration configuration, TrainingListener listener, InstantSource clock) {
        this.configuration = configuration;
        this.listener = listener;
        this.clock = clock;
    }

    /** Trains from the graph's weights on the dataset's training examples and keeps the weights that did best on its validation examples. */
    public TrainedNetwork train(Graph graph, Dataset dataset) {
        return train(graph, dataset, FrozenPart.NONE);
    }

    /** The same, but a part of the graph keeps its weights and the statistics of its batch norms to the last bit. */
    public TrainedNetwork train(Graph graph, Dataset dataset, FrozenPart frozen) {
        return train(new GraphBlock(graph, frozen), dataset);
    }

    /** The same for a graph compiled already. */
    TrainedNetwork train(GraphBlock block, Dataset dataset) {
        Graph graph = block.graph();
        requireFit(graph, dataset);
        Engine.getInstance().setRandomSeed((int) configuration.seed());
        Device device = Devices.best();
        try (Model model = Model.newInstance(graph.name(), device)) {
            model.setBlock(block);
            Steps steps = new Steps(steps(dataset));
            try (Trainer trainer = model.newTrainer(trainingConfig(device, steps))) {
                trainer.initialize(block.inputShape(configuration.batchSize()));
                return new Run(trainer, block, dataset, steps).train();
            }
        }
    }

    private void requireFit(Graph graph, Dataset dataset) {
        int examples = dataset.indices(Split.TRAIN).length;
        if (examples < configuration.batchSize()) {
            throw new TooFewExamplesException(examples, configuration.batchSize());
        }
        if (graph.classes() != dataset.labels().size()) {
            throw new IllegalArgumentException("The graph has " + graph.classes() + " classes but the dataset "
                    + dataset.labels().size());
        }
        if (graph.input().elements() != dataset.preprocessing().pixelBytes()) {
            throw new IllegalArgumentException(
                    "The graph takes " + graph.input() + " but the dataset has " + dataset.preprocessing());
        }
    }

    /** Steps of all epochs. */
    long steps(Dataset dataset) {
        return stepsPerEpoch(dataset) * configuration.epochs();
    }

    private long stepsPerEpoch(Dataset dataset) {
        return dataset.indices(Split.TRAIN).length / configuration.batchSize();
    }

    private DefaultTrainingConfig trainingConfig(Device device, Steps steps) {
        Optimization optimization = configuration.optimization();
        ParameterTracker rate = (parameter, updates) -> steps.rate(optimization);
        Optimizer optimizer =
                switch (optimization.optimizer()) {
                    case ADAM ->
                        Optimizer.adam()
                                .optLearningRateTracker(rate)
                                .optWeightDecays(optimization.weightDecay())
                                .build();
                    case ADAM_W ->
                        Optimizer.adamW()
                                .optLearningRateTracker(rate)
                                .optWeightDecays(optimization.weightDecay())
                                .build();
                };
        return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(optimizer)
                .optDevices(new Device[] {device});
    }

    /** How many of all steps are done. */
    private static final class Steps {
        private final long total;
        private long done;

        Steps(long total) {
            this.total = total;
        }

        float rate(Optimization optimization) {
            return optimization.schedule().rate(done, total, optimization.learningRate());
        }
    }

    /** The state of one training. */
    private final class Run {
        private final Trainer trainer;
        private final GraphBlock block;
        private final Dataset dataset;
        private final Steps steps;
        private final int classes;
        private final int exampleValues;
        private final Random random = new Random(configuration.seed());
        private final BatchWriter writer;
        private final byte[] pixels;
        private final float[] values;
        private final float[] targets;
        private final int[] truth;
        private final List<EpochMetrics> history = new ArrayList<>();

        Run(Trainer trainer, GraphBlock block, Dataset dataset, Steps steps) {
            this.trainer = trainer;
            this.block = block;
            this.dataset = dataset;
            this.steps = steps;
            this.classes = dataset.labels().size();
            this.exampleValues = dataset.preprocessing().pixelBytes();
            this.writer = new BatchWriter(dataset.preprocessing());
            this.pixels = new byte[exampleValues];
            this.values = new float[configuration.batchSize() * exampleValues];
            this.targets = new float[configuration.batchSize() * classes];
            this.truth = new int[configuration.batchSize()];
        }

        TrainedNetwork train() {
            long start = clock.millis();
            int[] order = dataset.indices(Split.TRAIN);
            String device = trainer.getManager().getDevice().toString();
            listener.begin(device, configuration.epochs(), stepsPerEpoch(dataset) * configuration.batchSize());
            Graph best = block.toGraph();
            int bestEpoch = 0;
            for (int epoch = 1; epoch <= configuration.epochs(); epoch++) {
                EpochMetrics metrics = epoch(epoch, order);
                history.add(metrics);
                boolean isBest = bestEpoch == 0 || isBetter(metrics, history.get(bestEpoch - 1));
                if (isBest) {
                    best = block.toGraph();
                    bestEpoch = epoch;
                }
                listener.epoch(metrics, isBest);
                if (configuration.patience() > 0 && epoch - bestEpoch >= configuration.patience()) {
                    break;
                }
            }
            return new TrainedNetwork(
                    best.requireFinite(), history, bestEpoch, device, Devices.engine(), secondsSince(start));
        }

        private EpochMetrics epoch(int epoch, int[] order) {
            long start = clock.millis();
            Shuffle.shuffle(order, random);
            BatchScore score = new BatchScore();
            int batchSize = configuration.batchSize();
            float rate = 0;
            for (int from = 0; from + batchSize <= order.length; from += batchSize) {
                rate = steps.rate(configuration.optimization());
                prepare(order, from);
                float[] logits = learn();
                score.add(logits, classes, truth, batchSize);
                if (!Double.isFinite(score.loss())) {
                    throw new DivergedTrainingException(epoch, rate);
                }
                steps.done++;
                listener.batch(epoch, batchSize, score.loss());
            }
            double trainSeconds = secondsSince(start);
            BatchScore validation = validate();
            return new EpochMetrics(
                    epoch,
                    score.loss(),
                    score.accuracy(),
                    validation.loss(),
                    validation.accuracy(),
                    rate,
                    secondsSince(start),
                    stepsPerEpoch(dataset) * batchSize / Math.max(trainSeconds, 1e-3));
        }

        private void prepare(int[] order, int from) {
            float smoothing = configuration.optimization().labelSmoothing();
            // Divided here, so that gradients need no number but those of arrays that live until they are computed.
            float weight = 1f / truth.length;
            Arrays.fill(targets, weight * smoothing / classes);
            for (int i = 0; i < truth.length; i++) {
                int example = order[from + i];
                truth[i] = dataset.classOf(example);
                targets[i * classes + truth[i]] += weight * (1 - smoothing);
                dataset.pixels().copyTo(example, pixels, 0);
                writer.writeAugmented(pixels, 0, values, i * exampleValues, configuration.augmentation(), random);
            }
        }

        private float[] learn() {
            int batchSize = configuration.batchSize();
            // Everything a step makes dies with its manager; left to the trainer's, it would pile up until the end.
            try (NDManager manager = trainer.getManager().newSubManager()) {
                NDArray input = manager.create(values, block.inputShape(batchSize));
                NDArray target = manager.create(targets, new Shape(batchSize, classes));
                float[] logits;
                try (GradientCollector collector = trainer.newGradientCollector()) {
                    NDList outputs = trainer.forward(new NDList(input));
                    outputs.attach(manager);
                    NDArray loss =
                            outputs.get(0).logSoftmax(1).mul(target).sum().neg();
                    collector.backward(loss);
                    logits = outputs.get(0).toFloatArray();
                }
                trainer.step();
                return logits;
            }
        }

        private BatchScore validate() {
            int[] examples = dataset.indices(Split.VALIDATION);
            BatchScore score = new BatchScore();
            int batchSize = configuration.batchSize();
            for (int from = 0; from < examples.length; from += batchSize) {
                int count = Math.min(batchSize, examples.length - from);
                for (int i = 0; i < count; i++) {
                    dataset.pixels().copyTo(examples[from + i], pixels, 0);
                    truth[i] = dataset.classOf(examples[from + i]);
                    writer.write(pixels, 0, values, i * exampleValues);
                }
                try (NDManager manager = trainer.getManager().newSubManager()) {
                    float[] batch = Arrays.copyOf(values, count * exampleValues);
                    NDList outputs = trainer.evaluate(new NDList(manager.create(batch, block.inputShape(count))));
                    outputs.attach(manager);
                    score.add(outputs.get(0).toFloatArray(), classes, truth, count);
                }
            }
            return score;
        }

        private double secondsSince(long startMs) {
            return (clock.millis() - startMs) / 1000.0;
        }
    }

    /** Without validation examples the last epoch is the best. */
    private static boolean isBetter(EpochMetrics candidate, EpochMetrics best) {
        if (Double.isNaN(candidate.validationAccuracy())) {
            return true;
        }
        int byAccuracy = Double.compare(candidate.validationAccuracy(), best.validationAccuracy());
        return byAccuracy > 0 || (byAccuracy == 0 && candidate.validationLoss() < best.validationLoss());
    }
}
