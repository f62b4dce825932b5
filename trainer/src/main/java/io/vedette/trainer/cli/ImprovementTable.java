package io.vedette.trainer.cli;

import io.vedette.trainer.evaluation.Improvement;
import java.util.Locale;

/** What training further changed, as text. */
final class ImprovementTable {
    private ImprovementTable() {}

    static void print(Console console, Improvement improvement) {
        int width = improvement.classes().stream()
                .mapToInt(change -> change.label().length())
                .reduce("class".length(), Math::max);
        String row = "%-" + width + "s %13s %12s %9s";
        console.print(String.format(Locale.ROOT, row, "class", "recall before", "recall after", "examples"));
        for (Improvement.ClassChange change : improvement.classes()) {
            console.print(String.format(
                    Locale.ROOT,
                    row,
                    change.label(),
                    number(change.recallBefore()),
                    number(change.recallAfter()),
                    change.examples()));
        }
        console.print(String.format(
                Locale.ROOT,
                "Since run %s: accuracy %.2f %% before, %.2f %% after, on %,d validation images; %,d mended, %,d spoiled",
                improvement.parent(),
                100 * improvement.accuracyBefore(),
                100 * improvement.accuracyAfter(),
                improvement.examples(),
                improvement.mended(),
                improvement.spoiled()));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.4f", value);
    }
}
