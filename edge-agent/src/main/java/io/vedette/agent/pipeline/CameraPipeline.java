package io.vedette.agent.pipeline;

import io.vedette.agent.camera.FrameSink;
import io.vedette.agent.health.ErrorLog;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Prediction.Phase;
import io.vedette.core.stats.HistogramRecorder;
import io.vedette.runtime.image.Region;
import io.vedette.runtime.media.Frame;
import io.vedette.runtime.media.Scaler;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A camera's frames on their way to decisions. The camera's thread scales each into a slot; a thread of the pipeline's own classifies what is
 * ready, so that decoding and inference overlap.
 */
public final class CameraPipeline implements FrameSink, AutoCloseable {
    private static final double NANOS_PER_MS = 1e6;

    private final String camera;
    private final String decisionPrefix;
    private final SmoothingOptions smoothing;
    private final Classifier classifier;
    private final Consumer<DecisionStep> listener;
    private final ErrorLog errors;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Scaler scaler;
    private final FrameExchange exchange;
    private final Decisions decisions;
    private final Thread thread;

    private final HistogramRecorder latency = HistogramRecorder.ofLatenciesMs();
    private final AtomicLong captured = new AtomicLong();
    private final AtomicLong classified = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private long decisionNumber;
    private double totalMs;

    /**
     * What a camera's pipeline is made of.
     *
     * @param boot id of this run, which makes the ids of decisions unique
     * @param isDropping whether a frame gives way to a newer one when inference is behind
     */
    public record Setup(String camera, String boot, Region region, boolean isDropping, SmoothingOptions smoothing) {}

    /**
     * A pipeline that owns {@code classifier}.
     *
     * @param listener hears each step of a decision, on the pipeline's thread; must return soon
     * @param nanoTime a clock that never jumps
     */
    public CameraPipeline(
            Setup setup,
            Classifier classifier,
            Consumer<DecisionStep> listener,
            ErrorLog errors,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.camera = setup.camera();
        this.decisionPrefix = setup.boot() + "-" + setup.camera() + "-";
        this.smoothing = setup.smoothing();
        this.classifier = classifier;
        this.listener = listener;
        this.errors = errors;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.scaler = new Scaler(classifier.specification(), setup.region());
        this.exchange = new FrameExchange(setup.isDropping(), () -> new FrameSlot(scaler.newPixels()));
        boolean[] isBackground = new boolean[classifier.labels().size()];
        for (int i = 0; i < isBackground.length; i++) {
            isBackground[i] =
                    smoothing.background().contains(classifier.labels().get(i));
        }
        this.decisions =
                Decisions.of(smoothing, isBackground, smoothing.background().contains(Prediction.UNKNOWN), this::step);
        this.thread = new Thread(this::run, "inference-" + camera);
        this.thread.setDaemon(true);
    }

    /** Begins to classify what comes. */
    public void start() {
        thread.start();
    }

    @Override
    public void accept(Frame frame, long index, long decodedNanos) throws InterruptedException {
        FrameSlot slot = exchange.beginWrite();
        captured.incrementAndGet();
        try {
            scaler.scale(frame, slot.pixels());
        } catch (RuntimeException e) {
            failed.incrementAndGet();
            exchange.release(slot);
            errors.report("frame-not-scaled", "Camera " + camera + ", frame " + index + ": " + e.getMessage());
            return;
        }
        slot.set(index, decodedNanos);
        exchange.endWrite(slot);
    }

    @Override
    public void ended() {
        exchange.end();
    }

    private void run() {
        try {
            FrameSlot slot = exchange.take();
            while (slot != null) {
                classify(slot);
                exchange.release(slot);
                slot = exchange.take();
            }
            decisions.end(nanoTime.getAsLong());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void classify(FrameSlot slot) {
        try {
            classifier.classify(slot.pixels().bytes().position(0));
        } catch (RuntimeException e) {
            failed.incrementAndGet();
            errors.report("frame-not-classified", "Camera " + camera + ", frame " + slot.index() + ": " + e);
            return;
        }
        long now = nanoTime.getAsLong();
        totalMs = (now - slot.decodedNanos()) / NANOS_PER_MS;
        latency.record(totalMs);
        classified.incrementAndGet();
        decisions.accept(slot.index(), now, classifier.probabilities());
    }

    private void step(
            Phase phase,
            int label,
            double confidence,
            long firstFrame,
            long lastFrame,
            long startedNanos,
            long nowNanos) {
        if (phase == Phase.NEW) {
            decisionNumber++;
        }
        listener.accept(new DecisionStep(
                camera,
                decisionPrefix + decisionNumber,
                phase,
                label == Smoother.UNKNOWN
                        ? Prediction.UNKNOWN
                        : classifier.labels().get(label),
                confidence,
                classifier.top(smoothing.top()),
                firstFrame,
                lastFrame,
                clock.instant().minusNanos(nowNanos - startedNanos),
                new Prediction.Latency(
                        classifier.preprocessNanos() / NANOS_PER_MS,
                        classifier.inferenceNanos() / NANOS_PER_MS,
                        totalMs)));
    }

    public String camera() {
        return camera;
    }

    public PipelineCounts counts() {
        return new PipelineCounts(
                captured.get(), classified.get(), exchange.dropped(), failed.get(), latency.snapshot());
    }

    /** Waits until the last frame is decided; whether it was, within {@code millis}. The camera must have ended. */
    public boolean awaitEnd(long millis) throws InterruptedException {
        thread.join(millis);
        return !thread.isAlive();
    }

    /** Frees the model; the camera must have ended. */
    @Override
    public void close() {
        exchange.end();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            errors.report("pipeline-stuck", "Camera " + camera + ": the engine does not answer");
            return;
        }
        scaler.close();
        classifier.close();
    }
}
