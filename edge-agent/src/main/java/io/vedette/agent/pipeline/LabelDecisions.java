package io.vedette.agent.pipeline;

import io.vedette.core.contract.Prediction.Phase;

/** One decision a label: it lives while its label is the confirmed one. */
final class LabelDecisions extends Decisions {
    private final Smoother smoother;
    private final Background background;

    private double runProbability;
    private long runStartedNanos;

    private boolean isLive;
    private int label;
    private long firstFrame;
    private long lastFrame;
    private long startedNanos;
    private long frames;
    private double probability;

    LabelDecisions(Smoother smoother, Background background, Steps steps, long updateNanos) {
        super(steps, updateNanos);
        this.smoother = smoother;
        this.background = background;
    }

    @Override
    void accept(long index, long nowNanos, float[] probabilities) {
        smoother.accept(index, probabilities);
        if (smoother.run() == 1) {
            runProbability = 0;
            runStartedNanos = nowNanos;
        }
        runProbability += smoother.probability();
        if (isLive && smoother.result() == label) {
            goOn(index, nowNanos);
        } else if (smoother.isConfirmed()) {
            end(nowNanos);
            begin(index, nowNanos);
        }
    }

    private void goOn(long index, long nowNanos) {
        lastFrame = index;
        frames++;
        probability += smoother.probability();
        if (isUpdateDue(nowNanos)) {
            step(Phase.UPDATE, label, probability / frames, firstFrame, lastFrame, startedNanos, nowNanos);
        }
    }

    private void begin(long index, long nowNanos) {
        if (background.contains(smoother.result())) {
            return;
        }
        isLive = true;
        label = smoother.result();
        firstFrame = smoother.runStart();
        lastFrame = index;
        startedNanos = runStartedNanos;
        frames = smoother.run();
        probability = runProbability;
        step(Phase.NEW, label, probability / frames, firstFrame, lastFrame, startedNanos, nowNanos);
    }

    @Override
    void end(long nowNanos) {
        if (isLive) {
            isLive = false;
            step(Phase.END, label, probability / frames, firstFrame, lastFrame, startedNanos, nowNanos);
        }
    }
}
