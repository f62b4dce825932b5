package io.vedette.agent.pipeline;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Release;
import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.image.Preprocessor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A release's model, from pixels to probabilities. It serves one thread; each camera has its own, so that no camera waits for another and none
 * needs a lock.
 */
public final class Classifier implements AutoCloseable {
    private final Engine engine;
    private final PreprocessingSpec specification;
    private final Preprocessor preprocessor;
    private final List<String> labels;
    private final Release release;
    private final LongSupplier nanoTime;
    private final float[] probabilities;
    private long preprocessNanos;
    private long inferenceNanos;

    /** A classifier that closes {@code engine} when it is closed. */
    public Classifier(
            Engine engine,
            PreprocessingSpec specification,
            List<String> labels,
            Release release,
            LongSupplier nanoTime) {
        this.engine = engine;
        this.specification = specification;
        this.preprocessor = new Preprocessor(specification, engine.input());
        this.labels = List.copyOf(labels);
        this.release = release;
        this.nanoTime = nanoTime;
        this.probabilities = new float[labels.size()];
        if (engine.logits().length != labels.size()) {
            throw new IllegalArgumentException(
                    "the model has " + engine.logits().length + " logits for " + labels.size() + " labels");
        }
    }

    /** Classifies packed pixels, position to limit. */
    public void classify(ByteBuffer pixels) {
        long start = nanoTime.getAsLong();
        preprocessor.apply(pixels, engine.inputBuffer());
        long prepared = nanoTime.getAsLong();
        engine.run();
        softmax(engine.logits(), probabilities);
        preprocessNanos = prepared - start;
        inferenceNanos = nanoTime.getAsLong() - prepared;
    }

    /** Classifies a black picture, so that the first real one finds everything in place and an engine that cannot run is found out. */
    public void warmUp() {
        classify(ByteBuffer.allocateDirect(specification.pixelBytes()));
    }

    static void softmax(float[] logits, float[] target) {
        float highest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double value = Math.exp(logits[i] - highest);
            target[i] = (float) value;
            sum += value;
        }
        for (int i = 0; i < target.length; i++) {
            target[i] = (float) (target[i] / sum);
        }
    }

    /** One probability a label, of the last picture; owned by the classifier and overwritten by the next. */
    public float[] probabilities() {
        return probabilities;
    }

    /** The model's raw answer to the last picture; owned by the engine. */
    public float[] logits() {
        return engine.logits();
    }

    /** The features of the last picture before the classifier; owned by the engine. */
    public float[] embedding() {
        return engine.embedding();
    }

    /** The highest classes of the last picture, highest first. */
    public List<Prediction.Score> top(int count) {
        List<Prediction.Score> scores = new ArrayList<>(count);
        boolean[] isTaken = new boolean[probabilities.length];
        for (int n = 0; n < Math.min(count, probabilities.length); n++) {
            int best = -1;
            for (int i = 0; i < probabilities.length; i++) {
                if (!isTaken[i] && (best < 0 || probabilities[i] > probabilities[best])) {
                    best = i;
                }
            }
            isTaken[best] = true;
            scores.add(new Prediction.Score(labels.get(best), Math.min(1, probabilities[best])));
        }
        return scores;
    }

    /** Time that the last picture took to become a tensor. */
    public long preprocessNanos() {
        return preprocessNanos;
    }

    /** Time that the last picture took in the engine. */
    public long inferenceNanos() {
        return inferenceNanos;
    }

    public PreprocessingSpec specification() {
        return specification;
    }

    public List<String> labels() {
        return labels;
    }

    public Release release() {
        return release;
    }

    @Override
    public void close() {
        engine.close();
    }
}
