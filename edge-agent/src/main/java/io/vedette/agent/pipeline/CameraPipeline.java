package io.vedette.agent.pipeline;

import io.vedette.agent.camera.FrameSink;
import io.vedette.agent.health.ErrorLog;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Prediction.Phase;
import io.vedette.core.stats.HistogramRecorder;
import io.vedette.runtime.image.Region;
import io.vedette.runtime.media.Frame;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A camera's frames on their way to decisions. The camera's thread scales each into a slot; a thread of the pipeline's own classifies what is
 * ready, so that decoding and inference overlap. Each frame belongs to one {@link Stage}, by whose release it is scaled, classified and decided;
 * another release takes over between two frames.
 */
public final class CameraPipeline implements FrameSink, AutoCloseable {
    private static final double NANOS_PER_MS = 1e6;

    private final Setup setup;
    private final String decisionPrefix;
    private final Consumer<DecisionStep> listener;
    private final ErrorLog errors;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final FrameExchange exchange;
    private final Thread thread;
    private final CountDownLatch finished = new CountDownLatch(1);

    private final HistogramRecorder latency = HistogramRecorder.ofLatenciesMs();
    private final AtomicLong captured = new AtomicLong();
    private final AtomicLong classified = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private volatile Stage stage;
    /** What classified the last frame: a decision that a switch leaves without another frame is still that release's. */
    private Classifier last;

    private Decisions decisions;
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
     * @param observer looks on as long as this classifier is at work
     * @param listener hears each step of a decision, on the pipeline's thread; must return soon
     * @param nanoTime a clock that never jumps
     */
    public CameraPipeline(
            Setup setup,
            Classifier classifier,
            StageObserver observer,
            Consumer<DecisionStep> listener,
            ErrorLog errors,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.setup = setup;
        this.decisionPrefix = setup.boot() + "-" + setup.camera() + "-";
        this.listener = listener;
        this.errors = errors;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.stage = newStage(setup, classifier, observer, errors);
        this.last = classifier;
        this.exchange = new FrameExchange(setup.isDropping(), stage);
        this.decisions = newDecisions(setup.smoothing(), classifier.labels(), this::step);
        this.thread = new Thread(this::run, "inference-" + setup.camera());
        this.thread.setDaemon(true);
    }

    private static Stage newStage(Setup setup, Classifier classifier, StageObserver observer, ErrorLog errors) {
        return new Stage(classifier, setup.region(), new GuardedObserver(observer, setup.camera(), errors));
    }

    private static Decisions newDecisions(SmoothingOptions smoothing, List<String> labels, Decisions.Steps steps) {
        boolean[] isBackground = new boolean[labels.size()];
        for (int i = 0; i < isBackground.length; i++) {
            isBackground[i] = smoothing.background().contains(labels.get(i));
        }
        return Decisions.of(smoothing, isBackground, smoothing.background().contains(Prediction.UNKNOWN), steps);
    }

    /** Begins to classify what comes. */
    public void start() {
        thread.start();
    }

    /** Another release with all that it needs to take over on one camera, so that nothing is left that could fail for lack of memory. */
    public static final class Successor implements AutoCloseable {
        private final Stage stage;

        private Successor(Stage stage) {
            this.stage = stage;
        }

        /** Frees the model of one that is not to take over after all. */
        @Override
        public void close() {
            stage.close();
        }
    }

    /**
     * Makes a release ready to take over.
     *
     * @param next owned by the successor from now on, whatever happens
     * @param observer looks on as long as {@code next} is at work
     */
    public Successor prepare(Classifier next, StageObserver observer) {
        try {
            return new Successor(newStage(setup, next, observer, errors));
        } catch (RuntimeException | Error e) {
            next.close();
            throw e;
        }
    }

    /** As {@link #switchTo(Successor)}, made ready on the way. */
    public CompletableFuture<Void> switchTo(Classifier next, StageObserver observer) {
        return switchTo(prepare(next, observer));
    }

    /**
     * Has every frame from the next on scaled, classified and decided by another release; those on their way are finished by the old one. Where the
     * labels are the same, a decision that lives goes on, told as of the
     * release that classified the last frame; else it ends with the old release.
     *
     * @param next owned by the pipeline from now on, whatever happens
     * @return completes when no frame of the old release is on its way and its model is freed, which needs no further frame; is cancelled when the
     *     pipeline is closed before that
     * @throws IllegalStateException if a switch is under way, or the pipeline is closed
     */
    public CompletableFuture<Void> switchTo(Successor next) {
        try {
            exchange.switchTo(next.stage);
        } catch (IllegalStateException e) {
            next.close();
            throw e;
        }
        return next.stage.takeover();
    }

    @Override
    public void accept(Frame frame, long index, long decodedNanos) throws InterruptedException {
        FrameSlot slot = exchange.beginWrite();
        captured.incrementAndGet();
        try {
            slot.stage().scale(frame, slot);
        } catch (RuntimeException e) {
            fail(slot, index, "frame-not-scaled", e);
            exchange.release(slot);
            return;
        }
        slot.set(index, frame.presentationUs(), decodedNanos);
        exchange.endWrite(slot);
    }

    private void fail(FrameSlot slot, long index, String kind, RuntimeException reason) {
        failed.incrementAndGet();
        slot.stage().countFailed();
        errors.report(kind, "Camera " + setup.camera() + ", frame " + index + ": " + reason);
    }

    @Override
    public void ended() {
        exchange.end();
    }

    private void run() {
        try {
            FrameExchange.Task task = exchange.await();
            while (task != FrameExchange.Task.STOP) {
                try {
                    perform(task);
                } catch (RuntimeException e) {
                    errors.report("pipeline-failed", "Camera " + setup.camera() + ": " + e);
                }
                task = exchange.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            finished.countDown();
        }
    }

    private void perform(FrameExchange.Task task) {
        switch (task) {
            case CLASSIFY -> {
                FrameSlot slot = exchange.take();
                try {
                    classify(slot);
                } finally {
                    exchange.release(slot);
                }
            }
            case SWITCH -> takeOver(exchange.turn());
            case FINISH -> finish();
            case STOP -> throw new IllegalStateException("a bug in the pipeline: it was to stop");
        }
    }

    private void classify(FrameSlot slot) {
        try {
            slot.stage().classify(slot);
        } catch (RuntimeException e) {
            fail(slot, slot.index(), "frame-not-classified", e);
            return;
        }
        long now = nanoTime.getAsLong();
        totalMs = (now - slot.decodedNanos()) / NANOS_PER_MS;
        latency.record(totalMs);
        classified.incrementAndGet();
        Stage own = slot.stage();
        own.countClassified(totalMs);
        last = own.classifier();
        own.observer()
                .classified(
                        slot.index(),
                        slot.presentationUs(),
                        slot.pixels().bytes().position(0),
                        last);
        decisions.accept(slot.index(), now, last.probabilities());
    }

    private void takeOver(Stage next) {
        Stage old = stage;
        List<String> labels = next.classifier().labels();
        if (!labels.equals(old.classifier().labels())) {
            decisions.end(nanoTime.getAsLong());
            decisions = newDecisions(setup.smoothing(), labels, this::step);
        }
        old.end();
        stage = next;
        if (finished.getCount() == 0) {
            next.end();
        }
        try {
            old.close();
        } finally {
            next.takeover().complete(null);
        }
    }

    private void finish() {
        decisions.end(nanoTime.getAsLong());
        stage.end();
        finished.countDown();
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
        DecisionStep step = new DecisionStep(
                last.release(),
                setup.camera(),
                decisionPrefix + decisionNumber,
                phase,
                label == Smoother.UNKNOWN ? Prediction.UNKNOWN : last.labels().get(label),
                confidence,
                last.top(setup.smoothing().top()),
                firstFrame,
                lastFrame,
                clock.instant().minusNanos(nowNanos - startedNanos),
                new Prediction.Latency(
                        last.preprocessNanos() / NANOS_PER_MS, last.inferenceNanos() / NANOS_PER_MS, totalMs));
        tell(step);
        stage.observer().decided(step);
    }

    private void tell(DecisionStep step) {
        try {
            listener.accept(step);
        } catch (RuntimeException e) {
            errors.report("decision-not-told", "Camera " + setup.camera() + ", decision " + step.decision() + ": " + e);
        }
    }

    public String camera() {
        return setup.camera();
    }

    /** What became of the camera's frames, by whichever release. */
    public PipelineCounts counts() {
        return new PipelineCounts(
                captured.get(), classified.get(), exchange.dropped(), failed.get(), latency.snapshot());
    }

    /** What the release at work did so far. */
    public StageCounts stageCounts() {
        return stage.counts(setup.camera());
    }

    /** Waits until the last frame is decided; whether it was, within {@code millis}, or however long it takes if that is 0. */
    public boolean awaitEnd(long millis) throws InterruptedException {
        if (millis == 0) {
            finished.await();
            return true;
        }
        return finished.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Frees the models; the camera must have ended. */
    @Override
    public void close() {
        exchange.close();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            errors.report("pipeline-stuck", "Camera " + setup.camera() + ": the engine does not answer");
            return;
        }
        Stage newest = exchange.newest();
        if (newest != stage) {
            newest.end();
            newest.close();
            newest.takeover()
                    .completeExceptionally(
                            new CancellationException("the pipeline was closed before the switch was through"));
        }
        stage.close();
    }
}
