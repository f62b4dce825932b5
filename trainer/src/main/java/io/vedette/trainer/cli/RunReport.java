package io.vedette.trainer.cli;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.evaluation.Curve;
import io.vedette.trainer.evaluation.Evaluation;
import io.vedette.trainer.evaluation.GalleryEntry;
import io.vedette.trainer.evaluation.HtmlReport;
import io.vedette.trainer.evaluation.Improvement;
import io.vedette.trainer.evaluation.Prediction;
import io.vedette.trainer.evaluation.Report;
import io.vedette.trainer.evaluation.ReportPicture;
import io.vedette.trainer.experiment.RunDirectory;
import io.vedette.trainer.experiment.RunProvenance;
import io.vedette.trainer.packaging.ExportReport;
import io.vedette.trainer.training.EpochMetrics;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Brings a run, its data and an evaluation together into a report. */
final class RunReport {
    /** The report on the test examples. */
    static final String NAME = "report.html";

    private static final int PICTURES = 36;

    private final RunDirectory run;
    private final Dataset dataset;
    private final Split split;

    RunReport(RunDirectory run, Dataset dataset, Split split) {
        this.run = run;
        this.dataset = dataset;
        this.split = split;
    }

    /** The report as a file's content. */
    byte[] toHtml(Evaluation evaluation, int[] examples) {
        return new HtmlReport(of(evaluation, examples)).toHtml().getBytes(StandardCharsets.UTF_8);
    }

    private Report of(Evaluation evaluation, int[] examples) {
        List<EpochMetrics> epochs = run.metrics(EpochMetrics.class);
        return new Report(
                run.name(),
                "%s, %s examples".formatted(dataset.name(), split.id()),
                evaluation,
                List.of(
                        curve("training", epochs, EpochMetrics::trainLoss),
                        curve("validation", epochs, EpochMetrics::validationLoss)),
                List.of(
                        curve("training", epochs, EpochMetrics::trainAccuracy),
                        curve("validation", epochs, EpochMetrics::validationAccuracy)),
                evaluation.wrong().stream()
                        .limit(PICTURES)
                        .map(prediction -> entry(prediction, examples[prediction.position()]))
                        .toList(),
                run.find(TrainCommand.IMPROVEMENT, Improvement.class).orElse(null),
                run.find(ExportCommand.REPORT, ExportReport.class)
                        .map(ExportReport::drift)
                        .orElse(null),
                provenance());
    }

    private static Curve curve(String name, List<EpochMetrics> epochs, ToDoubleFunction<EpochMetrics> value) {
        return new Curve(name, epochs.stream().map(value::applyAsDouble).toList());
    }

    private GalleryEntry entry(Prediction prediction, int example) {
        PreprocessingSpec spec = dataset.preprocessing();
        byte[] pixels = dataset.pixels().get(example);
        if (spec.colourOrder() == ColourOrder.BGR) {
            for (int i = 0; i < pixels.length; i += 3) {
                byte blue = pixels[i];
                pixels[i] = pixels[i + 2];
                pixels[i + 2] = blue;
            }
        }
        return new GalleryEntry(
                prediction, dataset.exampleName(example), new ReportPicture(spec.width(), spec.height(), pixels));
    }

    private Map<String, String> provenance() {
        RunProvenance provenance = run.provenance();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("Trained", provenance.startedAt().toString());
        rows.put("Took", ConsoleProgress.minutes(provenance.seconds()));
        rows.put("Data", provenance.data().name());
        rows.put(
                "Examples",
                String.format(
                        Locale.ROOT,
                        "%,d training, %,d validation, %,d test",
                        provenance.data().trainExamples(),
                        provenance.data().validationExamples(),
                        provenance.data().testExamples()));
        rows.put("Data digest", provenance.data().sha256());
        rows.put("Network", provenance.architecture());
        rows.put("Parameters", String.format(Locale.ROOT, "%,d", provenance.parameters()));
        provenance.findOrigin().ifPresent(origin -> rows.put("Trained further from", origin));
        rows.put("Best epoch", String.valueOf(provenance.bestEpoch()));
        rows.put("Seed", String.valueOf(provenance.seed()));
        rows.put("Software", provenance.software());
        rows.put("Engine", provenance.engine());
        rows.put("Device", provenance.device());
        rows.put("Java", provenance.machine().java());
        rows.put("System", provenance.machine().operatingSystem());
        rows.put(
                "Processor",
                provenance.machine().processor() + ", " + provenance.machine().processors() + " threads");
        return rows;
    }
}
