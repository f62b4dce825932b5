package io.vedette.agent.pipeline;

/** Makes one result of each frame's probabilities and counts how often in a row it was the same. */
final class Smoother {
    /** The result of a frame on which no class passed the threshold. */
    static final int UNKNOWN = -1;

    private final int frames;
    private final double threshold;
    private int result = Integer.MIN_VALUE;
    private int run;
    private long runStart;
    private double probability;

    Smoother(int frames, double threshold) {
        this.frames = frames;
        this.threshold = threshold;
    }

    /** Takes a frame's probabilities into account. */
    void accept(long index, float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        probability = Math.min(1, probabilities[best]);
        int next = probability >= threshold ? best : UNKNOWN;
        if (next == result) {
            run++;
            return;
        }
        result = next;
        run = 1;
        runStart = index;
    }

    /** The last frame's result: a class, or {@link #UNKNOWN}. */
    int result() {
        return result;
    }

    /** The highest probability of the last frame. */
    double probability() {
        return probability;
    }

    /** Whether the result was the same often enough in a row. */
    boolean isConfirmed() {
        return run >= frames;
    }

    /** Frames in a row with this result. */
    int run() {
        return run;
    }

    /** The index of the first frame of the row. */
    long runStart() {
        return runStart;
    }
}
