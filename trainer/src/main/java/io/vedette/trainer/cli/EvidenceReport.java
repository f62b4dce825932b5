package io.vedette.trainer.cli;

import io.vedette.trainer.evaluation.ConfusionMatrix;
import io.vedette.trainer.evaluation.ConfusionMetrics;
import io.vedette.trainer.evaluation.Interval;
import io.vedette.trainer.evidence.ClassEvidence;
import io.vedette.trainer.evidence.EvidencePage;
import io.vedette.trainer.evidence.ExportEvidence;
import io.vedette.trainer.evidence.FileEvidence;
import io.vedette.trainer.evidence.LadderEvidence;
import io.vedette.trainer.evidence.RungEvidence;
import io.vedette.trainer.evidence.WeightRanges;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.packaging.ExportReport.QuantizationFigures;
import io.vedette.trainer.packaging.MeasuredModel;
import io.vedette.trainer.quantization.FileDrop;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.LayerEvidence;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Recipe;
import io.vedette.trainer.quantization.Remedy;
import io.vedette.trainer.quantization.RungResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Brings what an export measured together into the page of its evidence. */
final class EvidenceReport {
    /** The page in the run. */
    static final String NAME = "evidence.html";

    private final String title;
    private final Preparation preparation;
    private final @Nullable QuantizationFigures quantization;

    /**
     * Makes a report.
     *
     * @param title what was exported
     * @param quantization how files in integers were made, or tried to be made; none if there was no wish for any
     */
    EvidenceReport(String title, Preparation preparation, @Nullable QuantizationFigures quantization) {
        this.title = title;
        this.preparation = preparation;
        this.quantization = quantization;
    }

    /**
     * The page as a file's content.
     *
     * @param models the files
     * @param matrix the trained network's answers to the test images
     * @param failures why no bundle is written, in words; empty if one is
     */
    byte[] toHtml(List<MeasuredModel> models, ConfusionMatrix matrix, List<String> failures) {
        String subject = quantization == null ? "in floats alone" : subject(quantization);
        return toHtml(
                failures.isEmpty() ? subject : "no bundle; " + subject,
                failures,
                ConfusionMetrics.accuracy(matrix),
                Math.toIntExact(matrix.total()),
                classes(matrix),
                models.stream().map(MeasuredModel::toEvidence).toList());
    }

    private static String subject(QuantizationFigures quantization) {
        return "for %s%s; integers: %s%s"
                .formatted(
                        quantization.target(),
                        QuantizationOptions.findCountedElsewhere(quantization.target())
                                .map(elsewhere -> ", though layers were counted on " + QuantizationOptions.processor())
                                .orElse(""),
                        quantization.recipe().description(),
                        quantization.recipe().has(Remedy.AWARE_TRAINING)
                                ? "; all files hold the network so trained, with which they agree, and drops are those below the run's own"
                                : "");
    }

    /**
     * The page of a ladder on which nothing is within the budget, so that there are no files.
     *
     * @param earlier the file beside the page that an earlier export left, if there is one
     */
    byte[] toHtml(LadderReport failed, Optional<String> earlier) {
        String subject = String.format(
                Locale.ROOT,
                "no bundle: no way into integers costs %.2f points or less; the best: %s",
                failed.maxDropPoints(),
                failed.best().recipe().description());
        List<String> failures = new ArrayList<>();
        failures.add(String.format(
                Locale.ROOT,
                "the best way into integers costs %.2f points on the validation images, allowed are %.2f",
                failed.best().worst().dropPoints(),
                failed.maxDropPoints()));
        earlier.ifPresent(file -> failures.add(file + " beside this page is of an earlier export"));
        return toHtml(subject, failures, Double.NaN, 0, List.of(), List.of());
    }

    private byte[] toHtml(
            String subject,
            List<String> failures,
            double accuracy,
            int testImages,
            List<ClassEvidence> classes,
            List<FileEvidence> files) {
        Optional<QuantizationFigures> figures = Optional.ofNullable(quantization);
        ExportEvidence evidence = new ExportEvidence(
                title,
                subject,
                failures,
                accuracy,
                testImages,
                classes,
                files,
                figures.map(this::layers).orElse(List.of()),
                figures.map(this::layerImages).orElse(0),
                figures.map(each -> weights(each.recipe())).orElse(List.of()),
                figures.map(EvidenceReport::ladder).orElse(LadderEvidence.NONE));
        return new EvidencePage(evidence).toHtml().getBytes(StandardCharsets.UTF_8);
    }

    private static List<ClassEvidence> classes(ConfusionMatrix matrix) {
        return IntStream.range(0, matrix.classes())
                .mapToObj(label -> new ClassEvidence(
                        matrix.labels().get(label), matrix.support(label), ConfusionMetrics.recall(matrix, label)))
                .toList();
    }

    /**
     * What integers cost at each node of the recipe without nodes in floats. The ladder has measured it where some are and where it came to
     * nothing; a network too large to measure has none.
     */
    private List<LayerEvidence> layers(QuantizationFigures figures) {
        return findSensitivity(figures)
                .map(LadderReport::sensitivity)
                .orElseGet(() -> preparation.isAnalysisAffordable()
                        ? preparation.analyse(figures.recipe(), figures.target().symmetry())
                        : List.of());
    }

    private int layerImages(QuantizationFigures figures) {
        return findSensitivity(figures).map(LadderReport::sensitivityImages).orElse(preparation.analysedPictures());
    }

    /** The ladder, where it has measured what is to be shown. */
    private static Optional<LadderReport> findSensitivity(QuantizationFigures figures) {
        boolean isInFloatsInPart = !figures.recipe().floatNodes().isEmpty();
        return Optional.ofNullable(figures.ladder())
                .filter(ladder -> isInFloatsInPart || ladder.findChosen().isEmpty());
    }

    private List<WeightRanges> weights(Recipe recipe) {
        if (!recipe.has(Remedy.EQUALIZATION)) {
            return WeightRanges.of(preparation.floats(recipe));
        }
        Graph equalized = preparation.quantize(recipe, Symmetry.ASYMMETRIC).graph();
        return WeightRanges.of(preparation.folded(), equalized);
    }

    private static LadderEvidence ladder(QuantizationFigures figures) {
        LadderReport ladder = figures.ladder();
        if (ladder == null) {
            return LadderEvidence.NONE;
        }
        Optional<RungResult> chosen = ladder.findChosen();
        return new LadderEvidence(
                ladder.maxDropPoints(),
                ladder.rungs().stream()
                        .map(rung ->
                                toEvidence(rung, chosen.filter(rung::equals).isPresent()))
                        .toList(),
                ladder.obstacles());
    }

    private static RungEvidence toEvidence(RungResult rung, boolean isChosen) {
        return new RungEvidence(
                rung.recipe().description(),
                rung.files().stream().map(EvidenceReport::toCost).toList(),
                isChosen);
    }

    private static RungEvidence.Cost toCost(FileDrop file) {
        return new RungEvidence.Cost(
                file.file(),
                file.dropPoints() / 100,
                new Interval(file.lowestPoints() / 100, file.highestPoints() / 100),
                file.agreement());
    }
}
