package io.vedette.trainer.evaluation;

import java.util.function.IntToDoubleFunction;

/** Metrics over a confusion matrix; one that is undefined, because it divides by nothing, is NaN. */
public final class ConfusionMetrics {
    private ConfusionMetrics() {}

    /** Share of all examples taken for what they are; undefined without examples. */
    public static double accuracy(ConfusionMatrix matrix) {
        return (double) matrix.right() / matrix.total();
    }

    /** The range of true accuracies that explain the counts with 95 % confidence (Wilson 1927); undefined without examples. */
    public static Interval accuracyInterval(ConfusionMatrix matrix) {
        return Interval.ofShare(accuracy(matrix), (double) matrix.total());
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
