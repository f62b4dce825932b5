package io.vedette.trainer.cli;

import io.vedette.trainer.evaluation.ConfusionMatrix;
import io.vedette.trainer.evaluation.ConfusionMetrics;
import io.vedette.trainer.evaluation.Interval;
import io.vedette.trainer.evidence.ClassEvidence;
import io.vedette.trainer.evidence.EvidencePage;
import io.vedette.trainer.evidence.ExportEvidence;
import io.vedette.trainer.evidence.RungEvidence;
import io.vedette.trainer.evidence.WeightRanges;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.packaging.ExportReport.QuantizationFigures;
import io.vedette.trainer.packaging.MeasuredModel;
import io.vedette.trainer.quantization.FileDrop;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.LayerEvidence;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Recipe;
import io.vedette.trainer.quantization.Remedy;
import io.vedette.trainer.quantization.RungResult;
import io.vedette.trainer.quantization.Symmetry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Brings what an export measured together into the page of its evidence. */
final class EvidenceReport {
    /** The page in the run. */
    static final String NAME = "evidence.html";

    private final Preparation preparation;
    private final QuantizationFigures quantization;
    private final List<MeasuredModel> models;

    EvidenceReport(Preparation preparation, QuantizationFigures quantization, List<MeasuredModel> models) {
        this.preparation = preparation;
        this.quantization = quantization;
        this.models = List.copyOf(models);
    }

    /**
     * The page as a file's content.
     *
     * @param matrix the trained network's answers to the test images
     */
    byte[] toHtml(String title, ConfusionMatrix matrix) {
        boolean isTrainedFurther = quantization.recipe().has(Remedy.AWARE_TRAINING);
        String subject = "for %s; integers: %s%s"
                .formatted(
                        quantization.target(),
                        quantization.recipe().description(),
                        isTrainedFurther
                                ? "; all files hold the network so trained, with which they agree, and drops are those below the run's own"
                                : "");
        ExportEvidence evidence = new ExportEvidence(
                title,
                subject,
                ConfusionMetrics.accuracy(matrix),
                Math.toIntExact(matrix.total()),
                classes(matrix),
                models.stream().map(MeasuredModel::toEvidence).toList(),
                layers(),
                layerImages(),
                weights(),
                rungs());
        return new EvidencePage(evidence).toHtml().getBytes(StandardCharsets.UTF_8);
    }

    private static List<ClassEvidence> classes(ConfusionMatrix matrix) {
        return IntStream.range(0, matrix.classes())
                .mapToObj(label -> new ClassEvidence(
                        matrix.labels().get(label), matrix.support(label), ConfusionMetrics.recall(matrix, label)))
                .toList();
    }

    /**
     * What integers cost at each node of the recipe without nodes in floats. The ladder has measured it where some are; a network too large to
     * measure has none.
     */
    private List<LayerEvidence> layers() {
        if (isMeasuredByLadder()) {
            return Objects.requireNonNull(quantization.ladder()).sensitivity();
        }
        return preparation.isAnalysisAffordable() ? preparation.analyse(quantization.recipe()) : List.of();
    }

    private boolean isMeasuredByLadder() {
        return !quantization.recipe().floatNodes().isEmpty();
    }

    private int layerImages() {
        return isMeasuredByLadder()
                ? Objects.requireNonNull(quantization.ladder()).sensitivityImages()
                : preparation.analysedPictures();
    }

    private List<WeightRanges> weights() {
        Recipe recipe = quantization.recipe();
        if (!recipe.has(Remedy.EQUALIZATION)) {
            return WeightRanges.of(preparation.floats(recipe));
        }
        Graph equalized = preparation.quantize(recipe, Symmetry.ASYMMETRIC).graph();
        return WeightRanges.of(preparation.folded(), equalized);
    }

    private List<RungEvidence> rungs() {
        LadderReport ladder = quantization.ladder();
        return ladder == null
                ? List.of()
                : ladder.rungs().stream()
                        .map(rung -> toEvidence(rung, rung.recipe().equals(quantization.recipe())))
                        .toList();
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
