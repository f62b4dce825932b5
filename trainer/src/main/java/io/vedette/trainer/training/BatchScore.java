package io.vedette.trainer.training;

/** Sums over examples of cross-entropy and right answers; not safe for threads. */
final class BatchScore {
    private double lossSum;
    private long right;
    private long examples;

    /** Adds {@code count} rows of logits, {@code classes} wide, with the classes they should have named. */
    void add(float[] logits, int classes, int[] truth, int count) {
        for (int row = 0; row < count; row++) {
            int offset = row * classes;
            int best = 0;
            for (int i = 1; i < classes; i++) {
                if (logits[offset + i] > logits[offset + best]) {
                    best = i;
                }
            }
            double sum = 0;
            for (int i = 0; i < classes; i++) {
                sum += Math.exp(logits[offset + i] - logits[offset + best]);
            }
            lossSum += Math.log(sum) + logits[offset + best] - logits[offset + truth[row]];
            right += best == truth[row] ? 1 : 0;
        }
        examples += count;
    }

    /** Mean cross-entropy; NaN without examples. */
    double loss() {
        return lossSum / examples;
    }

    /** Share of right answers, the first of equal highest logits counting; NaN without examples. */
    double accuracy() {
        return (double) right / examples;
    }
}
