package io.vedette.trainer.cli;

import io.vedette.trainer.evaluation.ConfusionMatrix;
import io.vedette.trainer.evaluation.ConfusionMetrics;
import io.vedette.trainer.evaluation.Interval;
import java.util.Locale;

/** An evaluation's numbers as text. */
final class EvaluationTable {
    private EvaluationTable() {}

    static void print(Console console, ConfusionMatrix matrix) {
        int width = Math.max(
                "macro average".length(),
                matrix.labels().stream().mapToInt(String::length).max().orElse(0));
        String row = "%-" + width + "s %10s %10s %10s %9s";
        console.print(String.format(Locale.ROOT, row, "class", "precision", "recall", "F1", "examples"));
        for (int i = 0; i < matrix.classes(); i++) {
            console.print(String.format(
                    Locale.ROOT,
                    row,
                    matrix.labels().get(i),
                    number(ConfusionMetrics.precision(matrix, i)),
                    number(ConfusionMetrics.recall(matrix, i)),
                    number(ConfusionMetrics.f1(matrix, i)),
                    matrix.support(i)));
        }
        console.print(String.format(
                Locale.ROOT,
                row,
                "macro average",
                number(ConfusionMetrics.macroPrecision(matrix)),
                number(ConfusionMetrics.macroRecall(matrix)),
                number(ConfusionMetrics.macroF1(matrix)),
                matrix.total()));
        Interval interval = ConfusionMetrics.accuracyInterval(matrix);
        console.print(String.format(
                Locale.ROOT,
                "Accuracy %.4f (95 %% interval %.4f to %.4f), %,d of %,d right",
                ConfusionMetrics.accuracy(matrix),
                interval.low(),
                interval.high(),
                matrix.right(),
                matrix.total()));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.4f", value);
    }
}
