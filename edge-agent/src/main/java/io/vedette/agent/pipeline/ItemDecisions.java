package io.vedette.agent.pipeline;

import io.vedette.core.contract.Prediction.Phase;
import java.util.Arrays;

/**
 * One decision an item: it lives from the first confirmed label until the background is confirmed. Its label is, among those confirmed while it
 * lives, the one with the highest sum of probabilities; a thing half in the picture is often taken for another, and the frames that show all of it
 * outweigh that.
 */
final class ItemDecisions extends Decisions {
    private static final int NOTHING = Integer.MIN_VALUE;

    private final Smoother smoother;
    private final Background background;

    private final double[] evidence;
    private final boolean[] isConfirmed;
    private double unknownEvidence;
    private long frames;
    private long firstFrame;
    private long lastFrame;
    private long startedNanos;
    private int label = NOTHING;

    ItemDecisions(Smoother smoother, Background background, Steps steps, long updateNanos, int classes) {
        super(steps, updateNanos);
        this.smoother = smoother;
        this.background = background;
        this.evidence = new double[classes];
        this.isConfirmed = new boolean[classes];
    }

    @Override
    void accept(long index, long nowNanos, float[] probabilities) {
        smoother.accept(index, probabilities);
        int result = smoother.result();
        if (background.contains(result)) {
            if (label == NOTHING) {
                forget();
            } else if (smoother.isConfirmed()) {
                end(nowNanos);
            }
            return;
        }
        add(index, nowNanos, probabilities);
        if (!smoother.isConfirmed()) {
            return;
        }
        if (result != Smoother.UNKNOWN) {
            isConfirmed[result] = true;
        }
        decide(nowNanos);
    }

    private void add(long index, long nowNanos, float[] probabilities) {
        if (frames == 0) {
            firstFrame = index;
            startedNanos = nowNanos;
        }
        for (int i = 0; i < evidence.length; i++) {
            evidence[i] += probabilities[i];
        }
        unknownEvidence += smoother.probability();
        frames++;
        lastFrame = index;
    }

    private void decide(long nowNanos) {
        int best = best();
        if (label == NOTHING) {
            label = best;
            step(Phase.NEW, label, confidence(), firstFrame, lastFrame, startedNanos, nowNanos);
        } else if (best != label || isUpdateDue(nowNanos)) {
            label = best;
            step(Phase.UPDATE, label, confidence(), firstFrame, lastFrame, startedNanos, nowNanos);
        }
    }

    private int best() {
        int best = Smoother.UNKNOWN;
        for (int i = 0; i < evidence.length; i++) {
            if (isConfirmed[i] && (best == Smoother.UNKNOWN || evidence[i] > evidence[best])) {
                best = i;
            }
        }
        return best;
    }

    private double confidence() {
        return (label == Smoother.UNKNOWN ? unknownEvidence : evidence[label]) / frames;
    }

    private void forget() {
        Arrays.fill(evidence, 0);
        Arrays.fill(isConfirmed, false);
        unknownEvidence = 0;
        frames = 0;
        label = NOTHING;
    }

    @Override
    void end(long nowNanos) {
        if (label != NOTHING) {
            label = best();
            step(Phase.END, label, confidence(), firstFrame, lastFrame, startedNanos, nowNanos);
        }
        forget();
    }
}
