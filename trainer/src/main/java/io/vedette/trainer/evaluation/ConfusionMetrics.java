package io.vedette.trainer.evaluation;

import java.util.function.IntToDoubleFunction;

/** Metrics over a confusion matrix; one that is undefined, because it divides by nothing, is NaN. */
public final class ConfusionMetrics {
    /** The normal distribution's 97.5 % point: two-sided confidence of 95 %. */
    private static final double NORMAL_95 = 1.959963984540054;

    private ConfusionMetrics() {}

    /** Share of all examples taken for what they are; undefined without examples. */
    public static double accuracy(ConfusionMatrix matrix) {
        return (double) matrix.right() / matrix.total();
    }

    /** The range of true accuracies that explain the counts with 95 % confidence (Wilson 1927); undefined without examples. */
    public static Interval accuracyInterval(ConfusionMatrix matrix) {
        double n = matrix.total();
        double share = accuracy(matrix);
        double z2 = NORMAL_95 * NORMAL_95;
        double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        double half = NORMAL_95 * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n);
        return new Interval(centre - half, centre + half);
    }

    /** Share of what was taken for the class that is of it; undefined if nothing was. */
    public static double precision(ConfusionMatrix matrix, int classIndex) {
        return (double) matrix.count(classIndex, classIndex) / matrix.predicted(classIndex);
    }

    /** Share of the class that was taken for it; undefined if it has no examples. */
    public static double recall(ConfusionMatrix matrix, int classIndex) {
        return (double) matrix.count(classIndex, classIndex) / matrix.support(classIndex);
    }

    /** Harmonic mean of precision and recall; undefined if the class has no examples and nothing was taken for it. */
    public static double f1(ConfusionMatrix matrix, int classIndex) {
        return 2.0 * matrix.count(classIndex, classIndex) / (matrix.predicted(classIndex) + matrix.support(classIndex));
    }

    /** Mean precision of the classes for which it is defined. */
    public static double macroPrecision(ConfusionMatrix matrix) {
        return mean(matrix, classIndex -> precision(matrix, classIndex));
    }

    /** Mean recall of the classes for which it is defined. */
    public static double macroRecall(ConfusionMatrix matrix) {
        return mean(matrix, classIndex -> recall(matrix, classIndex));
    }

    /** Mean F1 of the classes for which it is defined. */
    public static double macroF1(ConfusionMatrix matrix) {
        return mean(matrix, classIndex -> f1(matrix, classIndex));
    }

    private static double mean(ConfusionMatrix matrix, IntToDoubleFunction metric) {
        double sum = 0;
        int defined = 0;
        for (int classIndex = 0; classIndex < matrix.classes(); classIndex++) {
            double value = metric.applyAsDouble(classIndex);
            if (!Double.isNaN(value)) {
                sum += value;
                defined++;
            }
        }
        return sum / defined;
    }
}
