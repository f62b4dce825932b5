package io.vedette.trainer.cli;

import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.Threshold;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drift reference as lines of text. */
final class DriftTable {
    private DriftTable() {}

    static void print(Console console, DriftReference reference) {
        console.print(String.format(
                Locale.ROOT,
                "drift          %,d samples, windows of %d (class mix %d), one false alarm in %.0f days of %.0f windows",
                reference.samples(),
                reference.window(),
                reference.mixWindow(),
                reference.budget().days(),
                reference.budget().windowsPerDay()));
        console.print("               background: "
                + (reference.background().isEmpty() ? "none" : String.join(", ", reference.background())));
        console.print(String.format(
                Locale.ROOT,
                "               %-11s %,15d %12s  %s",
                "class mix",
                reference.classMix().counts().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                "",
                thresholds(reference.classMix().thresholds())));
        for (NumberReference number : reference.numbers()) {
            console.print(String.format(
                    Locale.ROOT,
                    "               %-11s %15s %,12d  %s",
                    number.signal().name().toLowerCase(Locale.ROOT),
                    String.format(Locale.ROOT, "%.3f ± %.3f", number.mean(), number.deviation()),
                    number.histogram().total(),
                    thresholds(number.thresholds())));
        }
        console.print(String.format(
                Locale.ROOT,
                "               %-11s %15s %12s  %s",
                "embedding",
                reference.embedding().mean().size() + " dimensions",
                "",
                thresholds(reference.embedding().thresholds())));
    }

    private static String thresholds(List<Threshold> thresholds) {
        return thresholds.stream()
                .map(threshold -> String.format(
                        Locale.ROOT,
                        "%s %.3g/%.3g",
                        threshold.statistic().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        threshold.warning(),
                        threshold.alarm()))
                .collect(Collectors.joining(", "));
    }
}
