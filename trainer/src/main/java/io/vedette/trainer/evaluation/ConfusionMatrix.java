package io.vedette.trainer.evaluation;

import java.util.List;

/** How often examples of each class were taken for each class. */
public final class ConfusionMatrix {
    private final List<String> labels;
    private final long[][] counts;

    private ConfusionMatrix(List<String> labels, long[][] counts) {
        this.labels = List.copyOf(labels);
        this.counts = counts;
    }

    /** Counts predictions; both arrays hold classes, indices into {@code labels}, of the same examples. */
    public static ConfusionMatrix of(List<String> labels, int[] truth, int[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException(
                    "truth has " + truth.length + " entries but predicted has " + predicted.length);
        }
        long[][] counts = new long[labels.size()][labels.size()];
        for (int i = 0; i < truth.length; i++) {
            counts[truth[i]][predicted[i]]++;
        }
        return new ConfusionMatrix(labels, counts);
    }

    public List<String> labels() {
        return labels;
    }

    public int classes() {
        return labels.size();
    }

    /** Examples of class {@code truth} that were taken for class {@code predicted}. */
    public long count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    /** Examples of a class. */
    public long support(int truth) {
        long sum = 0;
        for (long count : counts[truth]) {
            sum += count;
        }
        return sum;
    }

    /** Examples taken for a class, rightly or not. */
    public long predicted(int predicted) {
        long sum = 0;
        for (long[] row : counts) {
            sum += row[predicted];
        }
        return sum;
    }

    /** All examples. */
    public long total() {
        long sum = 0;
        for (int truth = 0; truth < counts.length; truth++) {
            sum += support(truth);
        }
        return sum;
    }

    /** Examples taken for what they are. */
    public long right() {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i][i];
        }
        return sum;
    }
}
