package io.vedette.trainer.packaging;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.image.Preprocessor;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.evaluation.ConfusionMatrix;
import io.vedette.trainer.evaluation.ConfusionMetrics;
import io.vedette.trainer.evaluation.Evaluation;
import io.vedette.trainer.evaluation.ParityCheck;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Runs a model file over images in its own runtime and compares its answers with the trained network's. */
public final class ModelMeasurer {
    /** Enough for a median. */
    private static final int TIMED_IMAGES = 200;

    private final Dataset dataset;
    private final int[] examples;
    private final float[][] reference;
    private final float[][] trained;

    /**
     * @param examples the images to measure on
     * @param reference the trained network's logits of these images, in their order
     */
    public ModelMeasurer(Dataset dataset, int[] examples, float[][] reference) {
        this(dataset, examples, reference, reference);
    }

    /**
     * @param examples the images to measure on
     * @param reference the logits of the network that the files hold, by which their closeness is judged
     * @param trained the logits of the network that was trained at first, below whose accuracy theirs may drop
     */
    public ModelMeasurer(Dataset dataset, int[] examples, float[][] reference, float[][] trained) {
        if (examples.length == 0 || examples.length != reference.length || examples.length != trained.length) {
            throw new IllegalArgumentException("Measuring needs a reference for each image: " + examples.length + ", "
                    + reference.length + " and " + trained.length);
        }
        this.trained = trained.clone();
        this.dataset = dataset;
        this.examples = examples.clone();
        this.reference = reference.clone();
    }

    /** How many images each file is measured on. */
    public int size() {
        return examples.length;
    }

    /** Compares one file; {@code progress} hears of each image. */
    public ParityCheck compare(ModelFile file, Progress progress) {
        try (Engine engine = file.open()) {
            float[][] logits = new float[examples.length][];
            run(engine, examples.length, (position, milliseconds) -> {
                logits[position] = engine.logits().clone();
                progress.advance(1);
            });
            return parity(logits);
        }
    }

    private ParityCheck parity(float[][] logits) {
        int[] truth = dataset.classesOf(examples);
        return ParityCheck.compare(reference, logits, truth).withLossOf(ParityCheck.compare(trained, logits, truth));
    }

    /** Measures one file; {@code progress} hears of each image. */
    public Measurement measure(ModelFile file, Progress progress) {
        try (Engine engine = file.open()) {
            double[] latencies = new double[examples.length];
            float[][] logits = new float[examples.length][];
            run(engine, examples.length, (position, milliseconds) -> {
                latencies[position] = milliseconds;
                logits[position] = engine.logits().clone();
                progress.advance(1);
            });
            return new Measurement(
                    parity(logits),
                    recalls(logits, dataset.classesOf(examples)),
                    margins(logits, dataset.classesOf(examples)),
                    median(latencies),
                    twoThreadsLatency(file),
                    engine.runtime());
        }
    }

    /** The median time of one image with two threads, over the first images. */
    private double twoThreadsLatency(ModelFile file) {
        try (Engine engine = file.open(new EngineOptions(2))) {
            double[] latencies = new double[Math.min(TIMED_IMAGES, examples.length)];
            run(engine, latencies.length, (position, milliseconds) -> latencies[position] = milliseconds);
            return median(latencies);
        }
    }

    private interface Listener {
        void answered(int position, double milliseconds);
    }

    private void run(Engine engine, int count, Listener listener) {
        PreprocessingSpec specification = dataset.preprocessing();
        Preprocessor preprocessor = new Preprocessor(specification, engine.input());
        byte[] pixels = new byte[specification.pixelBytes()];
        ByteBuffer source = ByteBuffer.wrap(pixels);
        for (int i = 0; i < count; i++) {
            dataset.pixels().copyTo(examples[i], pixels, 0);
            long start = System.nanoTime();
            preprocessor.apply(source, engine.inputBuffer());
            engine.run();
            listener.answered(i, (System.nanoTime() - start) / 1e6);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static List<Double> margins(float[][] logits, int[] truth) {
        return IntStream.range(0, truth.length)
                .mapToObj(i -> GoldenSamples.margin(logits[i], truth[i]))
                .toList();
    }

    private List<Double> recalls(float[][] logits, int[] truth) {
        ConfusionMatrix matrix = Evaluation.of(dataset.labels(), truth, logits).matrix();
        return IntStream.range(0, matrix.classes())
                .mapToObj(label -> ConfusionMetrics.recall(matrix, label))
                .toList();
    }
}
