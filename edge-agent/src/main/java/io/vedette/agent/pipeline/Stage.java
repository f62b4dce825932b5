package io.vedette.agent.pipeline;

import io.vedette.core.stats.HistogramRecorder;
import io.vedette.runtime.image.Region;
import io.vedette.runtime.media.Frame;
import io.vedette.runtime.media.Scaler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** One release at work on one camera: how its frames are scaled, where they wait, what classifies them and who looks on. */
final class Stage {
    private static final double NANOS_PER_MS = 1e6;

    private final Classifier classifier;
    private final StageObserver observer;
    private final Scaler scaler;
    private final FrameSlots slots;
    private final CompletableFuture<Void> takeover = new CompletableFuture<>();
    private final HistogramRecorder latency = HistogramRecorder.ofLatenciesMs();
    private final HistogramRecorder compute = HistogramRecorder.ofLatenciesMs();
    private final AtomicLong classified = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private boolean isEnded;

    /** A stage that owns {@code classifier}. */
    Stage(Classifier classifier, Region region, StageObserver observer) {
        this.classifier = classifier;
        this.observer = observer;
        this.scaler = new Scaler(classifier.specification(), region);
        this.slots = newSlots();
    }

    private FrameSlots newSlots() {
        try {
            return new FrameSlots(this, scaler::newPixels);
        } catch (RuntimeException | Error e) {
            scaler.close();
            throw e;
        }
    }

    /** Scales into one of this stage's slots, on the camera's thread. */
    void scale(Frame frame, FrameSlot slot) {
        scaler.scale(frame, slot.pixels());
    }

    /** Classifies what is in one of this stage's slots. */
    void classify(FrameSlot slot) {
        classifier.classify(slot.pixels().bytes().position(0));
    }

    void countClassified(double totalMs) {
        latency.record(totalMs);
        compute.record((classifier.preprocessNanos() + classifier.inferenceNanos()) / NANOS_PER_MS);
        classified.incrementAndGet();
    }

    void countFailed() {
        failed.incrementAndGet();
    }

    StageCounts counts(String camera) {
        return new StageCounts(
                camera, classifier.release(), classified.get(), failed.get(), latency.snapshot(), compute.snapshot());
    }

    Classifier classifier() {
        return classifier;
    }

    StageObserver observer() {
        return observer;
    }

    FrameSlots slots() {
        return slots;
    }

    /** Completes when this stage has taken over from the one before. */
    CompletableFuture<Void> takeover() {
        return takeover;
    }

    /** Tells the observer once that nothing more will come. */
    void end() {
        if (!isEnded) {
            isEnded = true;
            observer.ended();
        }
    }

    /** Frees scaler and model; none of its slots may be lent. */
    void close() {
        scaler.close();
        classifier.close();
    }
}
