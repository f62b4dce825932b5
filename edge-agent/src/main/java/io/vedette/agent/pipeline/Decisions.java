package io.vedette.agent.pipeline;

import io.vedette.core.contract.Prediction.Phase;

/** Turns the results of a camera's frames into the steps of decisions. No clock, no thread, and no garbage but at a step. */
abstract sealed class Decisions permits LabelDecisions, ItemDecisions {
    private final Steps steps;
    private final long updateNanos;
    private long lastStepNanos;

    Decisions(Steps steps, long updateNanos) {
        this.steps = steps;
        this.updateNanos = updateNanos;
    }

    /** Hears each step. */
    @FunctionalInterface
    interface Steps {
        /**
         * A decision began, goes on or ended.
         *
         * @param label index of the class, or {@link Smoother#UNKNOWN}
         * @param nowNanos time of the frame that led to it
         */
        void step(
                Phase phase,
                int label,
                double confidence,
                long firstFrame,
                long lastFrame,
                long startedNanos,
                long nowNanos);
    }

    static Decisions of(SmoothingOptions options, boolean[] isBackground, boolean isUnknownBackground, Steps steps) {
        Smoother smoother = new Smoother(options.frames(), options.threshold());
        Background background = new Background(isBackground.clone(), isUnknownBackground);
        long updateNanos = options.updateEvery().toNanos();
        return switch (options.rule()) {
            case LABEL -> new LabelDecisions(smoother, background, steps, updateNanos);
            case ITEM -> new ItemDecisions(smoother, background, steps, updateNanos, isBackground.length);
        };
    }

    /** The results that mean nothing is there. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Background(boolean[] isBackground, boolean isUnknownBackground) {
        boolean contains(int result) {
            return result == Smoother.UNKNOWN ? isUnknownBackground : isBackground[result];
        }
    }

    /** Takes a frame's probabilities into account. */
    abstract void accept(long index, long nowNanos, float[] probabilities);

    /** Ends the decision that lives, if one does, because no frame will come. */
    abstract void end(long nowNanos);

    final void step(
            Phase phase,
            int label,
            double confidence,
            long firstFrame,
            long lastFrame,
            long startedNanos,
            long nowNanos) {
        lastStepNanos = nowNanos;
        steps.step(phase, label, Math.min(1, confidence), firstFrame, lastFrame, startedNanos, nowNanos);
    }

    final boolean isUpdateDue(long nowNanos) {
        return nowNanos - lastStepNanos >= updateNanos;
    }
}
