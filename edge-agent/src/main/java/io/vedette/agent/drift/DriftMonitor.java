package io.vedette.agent.drift;

import io.vedette.agent.health.ErrorLog;
import io.vedette.agent.storage.Storage;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.Verdict;
import io.vedette.runtime.image.Region;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches one camera's frames for drift from one reference. It sees every frame on the thread that classifies them, copies the few that may become
 * samples, measures those that do, and hands a copy of the window over to be judged elsewhere.
 *
 * <p>What the model makes of the picture is sampled once an item, in its middle frame. The input is measured on frames of background where the reference
 * has background, one a gap between items, so that neither new objects nor other shares of the classes disturb it; a long gap gives one sample in
 * each {@code every}. Where no background is seen for long, whatever is seen instead is measured: a camera that is covered
 * may look like anything to the model.
 */
public final class DriftMonitor {
    /** Frames of background in a row that make a gap. */
    private static final int LEAST_GAP = 3;
    /** After so many times {@code every} without background, other frames are measured in its place. */
    private static final int PATIENCE = 5;

    private final Judge judge;
    private final Evaluations evaluations;
    private final DriftReference reference;
    private final boolean isPerItem;
    private final long everyUs;
    private final long windowUs;
    private final InstantSource clock;
    private final boolean[] isBackground;
    private final boolean hasBackground;

    private final SampleMeasurer measurer;
    private final FrameCopies item;
    private final FrameCopies gap;
    private final FrameCopy current;
    private final Scene scene = new Scene();
    private final SampleRing labels;
    private final SampleRing outputs;
    private final SampleRing inputs;
    private final double[] labelRow = new double[1];
    private final double[] outputRow;
    private final double[] inputRow = new double[SampleForm.INPUTS.size()];

    private volatile CameraHealth.State health = CameraHealth.State.STARTING;
    private CameraHealth.State judgedHealth = CameraHealth.State.STARTING;
    private long judgedSamples;
    private long lastSampleUs = Long.MIN_VALUE;
    private long lastInputUs;
    private long lastBackgroundUs;
    private long nowUs;
    private boolean hasBegun;

    /**
     * What a monitor is made of.
     *
     * @param referenceId the digest of the reference's bytes
     * @param region of the frame that the model sees
     * @param storage where what the camera is commissioned with is kept; null where it never is
     */
    public record Setup(
            String camera,
            DriftReference reference,
            String referenceId,
            PreprocessingSpec specification,
            Region region,
            DriftOptions options,
            @Nullable Storage storage) {}

    /** @param listener hears what is to be told to the fleet, on the thread of {@code evaluations} */
    public DriftMonitor(
            Setup setup,
            Evaluations evaluations,
            Consumer<DriftFinding> listener,
            ErrorLog errors,
            InstantSource clock) {
        this.reference = setup.reference();
        this.evaluations = evaluations;
        this.isPerItem = setup.options().isPerItem();
        this.everyUs = TimeUnit.NANOSECONDS.toMicros(setup.options().every().toNanos());
        this.windowUs = TimeUnit.NANOSECONDS.toMicros(setup.options().window().toNanos());
        this.clock = clock;
        this.isBackground = new boolean[reference.labels().size()];
        for (int i = 0; i < isBackground.length; i++) {
            isBackground[i] = reference.background().contains(reference.labels().get(i));
        }
        this.hasBackground = !reference.background().isEmpty();
        this.measurer = new SampleMeasurer(reference, setup.specification());
        PreprocessingSpec specification = setup.specification();
        int pixelBytes = specification.width()
                * specification.height()
                * specification.colourOrder().channels();
        int embeddingSize = reference.embedding().embeddingSize();
        this.item = new FrameCopies(() -> new FrameCopy(pixelBytes, isBackground.length, embeddingSize));
        this.gap = new FrameCopies(() -> new FrameCopy(pixelBytes, isBackground.length, embeddingSize));
        this.current = new FrameCopy(pixelBytes, isBackground.length, embeddingSize);
        int room = reference.window() * WindowComparison.MOST_WINDOWS;
        this.labels = new SampleRing(reference.mixWindow() * WindowComparison.MOST_WINDOWS, 1);
        this.outputs = new SampleRing(room, measurer.outputColumns());
        this.inputs = new SampleRing(room, SampleForm.INPUTS.size());
        this.outputRow = new double[measurer.outputColumns()];
        this.judge = new Judge(setup, scene, listener, errors, clock);
    }

    /**
     * Sees a classified frame; its buffers stay the caller's.
     *
     * @param sourceUs in the source's time, which never goes back
     */
    public void classified(long frame, long sourceUs, ByteBuffer pixels, float[] probabilities, float[] embedding) {
        if (!hasBegun) {
            hasBegun = true;
            lastBackgroundUs = sourceUs;
            lastInputUs = sourceUs;
        }
        nowUs = sourceUs;
        boolean isEmpty = isBackground[best(probabilities, true)];
        if (isPerItem) {
            watchItems(frame, sourceUs, pixels, probabilities, embedding, isEmpty);
        } else if (lastSampleUs == Long.MIN_VALUE || sourceUs - lastSampleUs >= everyUs) {
            lastSampleUs = sourceUs;
            current.set(frame, sourceUs, pixels, probabilities, embedding);
            sample(current, isEmpty);
        }
        if (isEmpty) {
            lastBackgroundUs = sourceUs;
        } else if (hasBackground
                && sourceUs - lastBackgroundUs > PATIENCE * everyUs
                && sourceUs - lastInputUs >= everyUs) {
            current.set(frame, sourceUs, pixels, probabilities, embedding);
            takeInput(current);
        }
        judgeIfDue();
    }

    private void watchItems(
            long frame, long sourceUs, ByteBuffer pixels, float[] probabilities, float[] embedding, boolean isEmpty) {
        if (!isEmpty) {
            endGap(frame);
            item.offer(frame, sourceUs, pixels, probabilities, embedding);
            return;
        }
        gap.offer(frame, sourceUs, pixels, probabilities, embedding);
        if (sourceUs - gap.first().sourceUs() >= everyUs) {
            endGap(frame + 1);
        }
    }

    /** Samples the middle of the frames of background that end before {@code frame}, if those are a gap. What came before it has been decided, or never is. */
    private void endGap(long frame) {
        if (gap.seen() >= LEAST_GAP) {
            item.clear();
            FrameCopy middle = gap.findNearest((gap.first().frame() + frame - 1) / 2);
            if (middle != null) {
                takeInput(middle);
            }
        }
        gap.clear();
    }

    /**
     * Hears that an item has gone, where there is one sample an item.
     *
     * @param label the index of what it was taken for, or −1 if nobody could say
     */
    public void itemEnded(int label, long firstFrame, long lastFrame) {
        FrameCopy middle = item.findNearest((firstFrame + lastFrame) / 2);
        if (isPerItem && middle != null && middle.frame() >= firstFrame && middle.frame() <= lastFrame) {
            boolean isNamed = label >= 0 && !isBackground[label];
            takeOutput(middle, isNamed ? label : best(middle.probabilities(), false));
            if (!hasBackground) {
                takeInput(middle);
            }
        }
        item.clear();
        judgeIfDue();
    }

    /** Sees a small grey picture of the whole frame, a byte a pixel; from any thread. */
    public void see(byte[] picture) {
        scene.see(picture);
    }

    /** Hears how the camera does; from any thread. */
    public void cameraChanged(CameraHealth.State state) {
        health = state;
    }

    /** Judges what there is, since no frame will come. */
    public void ended() {
        judge(true);
    }

    private void sample(FrameCopy frame, boolean isEmpty) {
        if (!isEmpty) {
            takeOutput(frame, best(frame.probabilities(), false));
        }
        if (isEmpty || !hasBackground) {
            takeInput(frame);
        }
    }

    private void takeOutput(FrameCopy frame, int label) {
        long now = clock.millis();
        measurer.measureOutputs(frame, outputRow);
        labelRow[0] = label;
        labels.add(frame.sourceUs(), now, labelRow);
        outputs.add(frame.sourceUs(), now, outputRow);
    }

    private void takeInput(FrameCopy frame) {
        measurer.measureInputs(frame, scene.sample(), inputRow);
        inputs.add(frame.sourceUs(), clock.millis(), inputRow);
        lastInputUs = frame.sourceUs();
    }

    /** The index of the highest probability. */
    private int best(float[] probabilities, boolean isBackgroundIncluded) {
        int best = -1;
        for (int i = 0; i < probabilities.length; i++) {
            boolean isCandidate = isBackgroundIncluded || !isBackground[i];
            if (isCandidate && (best < 0 || probabilities[i] > probabilities[best])) {
                best = i;
            }
        }
        return best;
    }

    private void judgeIfDue() {
        if (samples() - judgedSamples >= WindowComparison.STEP || health != judgedHealth) {
            judge(false);
        }
    }

    private long samples() {
        return Math.max(outputs.total(), inputs.total());
    }

    private void judge(boolean isLast) {
        judgedSamples = samples();
        judgedHealth = health;
        long oldestUs = nowUs - windowUs;
        labels.forgetBefore(oldestUs);
        outputs.forgetBefore(oldestUs);
        inputs.forgetBefore(oldestUs);
        Snapshot snapshot = new Snapshot(labels.copy(), outputs.copy(), inputs.copy(), judgedHealth, isLast);
        evaluations.offer(() -> judge.judge(snapshot));
    }

    /** What was found last, if anything was. */
    public Optional<DriftFinding> latest() {
        return judge.latest();
    }

    /** Whether the last finding is an alarm. */
    public boolean isAlarm() {
        return latest().filter(finding -> finding.verdict() == Verdict.ALARM).isPresent();
    }
}
