package io.vedette.trainer.cli;

import io.vedette.trainer.quantization.FileDrop;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.RungResult;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** The ladder as lines of text, a row for each rung as it is tried. */
final class LadderTable {
    private static final String ROW = "%12s %18s %10s  %-11s  %s";

    private final Console console;

    LadderTable(Console console) {
        this.console = console;
    }

    void begin(double maxDropPoints, int images, int calibrationImages) {
        console.print(String.format(
                Locale.ROOT,
                "Integers may cost %.2f points of accuracy on %,d validation images; %,d training images give ranges",
                maxDropPoints,
                images,
                calibrationImages));
        console.print(String.format(Locale.ROOT, ROW, "drop, points", "95 % interval", "agreement", "file", "rung"));
    }

    /** A row, of the file that costs most. */
    void print(RungResult rung) {
        FileDrop worst = rung.worst();
        console.print(String.format(
                Locale.ROOT,
                ROW,
                String.format(Locale.ROOT, "%.2f", worst.dropPoints()),
                String.format(Locale.ROOT, "%.2f to %.2f", worst.lowestPoints(), worst.highestPoints()),
                String.format(Locale.ROOT, "%.2f %%", 100 * worst.agreement()),
                worst.file(),
                rung.recipe().description()));
    }

    /** The rung that is within the budget, and whether that is proven. */
    void end(LadderReport report, RungResult chosen) {
        if (report.sensitivityImages() > 0) {
            console.print("Layers were put in order of their cost on " + report.sensitivityImages()
                    + " calibration images, computed in plain arithmetic");
        }
        console.print("Within the budget: " + chosen.recipe().description());
        if (!chosen.recipe().floatNodes().isEmpty()) {
            console.print("In floats: " + String.join(", ", chosen.recipe().floatNodes()));
        }
        if (!chosen.isProvenWithin(report.maxDropPoints())) {
            FileDrop leastSure = Collections.max(chosen.files(), Comparator.comparing(FileDrop::highestPoints));
            console.warn(String.format(
                    Locale.ROOT,
                    "%,d validation images are too few to prove it: %s may lose up to %.2f points",
                    report.images(),
                    leastSure.file(),
                    leastSure.highestPoints()));
        }
    }

    /** Says of a ladder without a rung in the budget what stands in the way. */
    static CommandFailedException failure(LadderReport report) {
        FileDrop best = report.best().worst();
        String obstacles = report.obstacles().stream()
                .map(obstacle -> String.format(Locale.ROOT, "%s (%.2f points)", obstacle.node(), obstacle.dropPoints()))
                .collect(Collectors.joining(", "));
        String layers = obstacles.isEmpty()
                ? "No layer costs anything when it alone is in integers"
                : "What layers cost when they alone are in integers: " + obstacles;
        return new CommandFailedException(
                String.format(
                        Locale.ROOT,
                        "No way into integers costs %.2f points or less: the best, %s, costs %.2f; no bundle is written. "
                                + "%s%s",
                        report.maxDropPoints(),
                        report.best().recipe().description(),
                        best.dropPoints(),
                        layers,
                        report.trainingFailure() == null
                                ? ""
                                : "; training for integers failed: " + report.trainingFailure()),
                null);
    }
}
