package io.vedette.agent.pipeline;

import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Release;
import io.vedette.runtime.image.Region;
import io.vedette.runtime.media.MediaOptions;
import io.vedette.runtime.media.PictureReader;
import io.vedette.runtime.media.Pixels;
import io.vedette.runtime.media.Scaler;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;

/** Classifies single pictures by the way that frames go; any number of threads may ask, one at a time is served. */
public final class PictureClassifier implements AutoCloseable {
    private static final double NANOS_PER_MS = 1e6;

    private final PictureReader reader;
    private final LongSupplier nanoTime;
    private Classifier classifier;
    private Scaler scaler;
    private Pixels pixels;

    /**
     * A picture's classes.
     *
     * @param release what was asked
     * @param top the highest classes, highest first
     */
    public record Result(Release release, List<Prediction.Score> top, Prediction.Latency latency) {}

    /** One that owns {@code classifier}. */
    public PictureClassifier(Classifier classifier, MediaOptions media, long maxBytes, LongSupplier nanoTime) {
        this.classifier = classifier;
        this.reader = new PictureReader(media, maxBytes);
        this.scaler = new Scaler(classifier.specification(), Region.WHOLE);
        this.pixels = scaler.newPixels();
        this.nanoTime = nanoTime;
    }

    /**
     * Classifies a picture's file content.
     *
     * @throws io.vedette.runtime.media.UnreadableSourceException if it is no picture, or damaged
     */
    public synchronized Result classify(String name, ByteBuffer picture, int top) {
        long start = nanoTime.getAsLong();
        reader.read(name, picture, scaler, pixels);
        classifier.classify(pixels.bytes().position(0));
        double totalMs = (nanoTime.getAsLong() - start) / NANOS_PER_MS;
        return new Result(
                classifier.release(),
                classifier.top(top),
                new Prediction.Latency(
                        classifier.preprocessNanos() / NANOS_PER_MS,
                        classifier.inferenceNanos() / NANOS_PER_MS,
                        totalMs));
    }

    /** Has later pictures classified by another release and frees the one before; owns {@code next} from now on. */
    public synchronized void switchTo(Classifier next) {
        Scaler nextScaler = new Scaler(next.specification(), Region.WHOLE);
        close();
        classifier = next;
        scaler = nextScaler;
        pixels = nextScaler.newPixels();
    }

    @Override
    public synchronized void close() {
        scaler.close();
        classifier.close();
    }
}
