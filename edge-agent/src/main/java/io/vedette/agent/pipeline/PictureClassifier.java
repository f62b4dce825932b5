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
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Classifies single pictures by the way that frames go; any number of threads may ask, one at a time is served. */
public final class PictureClassifier implements AutoCloseable {
    private static final double NANOS_PER_MS = 1e6;

    private final PictureReader reader;
    private final LongSupplier nanoTime;
    private final ReentrantLock serving = new ReentrantLock();
    private final AtomicReference<@Nullable Successor> waiting = new AtomicReference<>();
    private Successor atWork;

    /**
     * A picture's classes.
     *
     * @param release what was asked
     * @param top the highest classes, highest first
     */
    public record Result(Release release, List<Prediction.Score> top, Prediction.Latency latency) {}

    /** One that owns {@code classifier}. */
    public PictureClassifier(Classifier classifier, MediaOptions media, long maxBytes, LongSupplier nanoTime) {
        this.atWork = prepare(classifier);
        this.reader = new PictureReader(media, maxBytes);
        this.nanoTime = nanoTime;
    }

    /**
     * Classifies a picture's file content.
     *
     * @throws io.vedette.runtime.media.UnreadableSourceException if it is no picture, or damaged
     */
    public Result classify(String name, ByteBuffer picture, int top) {
        serving.lock();
        try {
            takeOver();
            return classify(atWork, name, picture, top);
        } finally {
            serving.unlock();
            takeOverIfIdle();
        }
    }

    private Result classify(Successor own, String name, ByteBuffer picture, int top) {
        long start = nanoTime.getAsLong();
        reader.read(name, picture, own.scaler, own.pixels);
        own.classifier.classify(own.pixels.bytes().position(0));
        double totalMs = (nanoTime.getAsLong() - start) / NANOS_PER_MS;
        return new Result(
                own.classifier.release(),
                own.classifier.top(top),
                new Prediction.Latency(
                        own.classifier.preprocessNanos() / NANOS_PER_MS,
                        own.classifier.inferenceNanos() / NANOS_PER_MS,
                        totalMs));
    }

    /** A release with all that it needs to classify pictures. */
    public static final class Successor implements AutoCloseable {
        private final Classifier classifier;
        private final Scaler scaler;
        private final Pixels pixels;

        private Successor(Classifier classifier) {
            this.classifier = classifier;
            this.scaler = new Scaler(classifier.specification(), Region.WHOLE);
            this.pixels = newPixels(scaler);
        }

        private static Pixels newPixels(Scaler scaler) {
            try {
                return scaler.newPixels();
            } catch (RuntimeException | Error e) {
                scaler.close();
                throw e;
            }
        }

        /** Frees the model. */
        @Override
        public void close() {
            scaler.close();
            classifier.close();
        }
    }

    /**
     * Makes a release ready to take over.
     *
     * @param next owned by the successor from now on, whatever happens
     */
    public static Successor prepare(Classifier next) {
        try {
            return new Successor(next);
        } catch (RuntimeException | Error e) {
            next.close();
            throw e;
        }
    }

    /**
     * Has later pictures classified by another release, and frees the one before when no picture is with it. Does not wait for that, since an engine
     * may hang.
     *
     * @param next owned by this from now on
     */
    public void switchTo(Successor next) {
        Successor skipped = waiting.getAndSet(next);
        if (skipped != null) {
            skipped.close();
        }
        takeOverIfIdle();
    }

    private void takeOverIfIdle() {
        while (waiting.get() != null && serving.tryLock()) {
            try {
                takeOver();
            } finally {
                serving.unlock();
            }
        }
    }

    private void takeOver() {
        Successor next = waiting.getAndSet(null);
        if (next != null) {
            Successor old = atWork;
            atWork = next;
            old.close();
        }
    }

    @Override
    public void close() {
        serving.lock();
        try {
            takeOver();
            atWork.close();
        } finally {
            serving.unlock();
        }
    }
}
