package io.vedette.trainer.packaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.trainer.evaluation.DriftFigures;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.Recipe;
import io.vedette.trainer.tflite.Edges;
import io.vedette.trainer.training.TrainingConfiguration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an export measured, as {@code export.json} in the run.
 *
 * @param release what was exported, such as {@code belt 3}; unknown of exports from before it was kept
 * @param testImages images that each file was measured on
 * @param calibrationImages images that gave the ranges of the integer files, if there are any
 * @param accuracy of the trained network on the test images
 * @param quantization how the integer files were made; none if they were not, and unknown of exports from before it was kept
 * @param drift what the drift reference says, if there is one
 */
public record ExportReport(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String release,
        long parameters,
        int testImages,
        int calibrationImages,
        double accuracy,
        List<ModelFigures> models,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable QuantizationFigures quantization,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DriftFigures drift) {
    public ExportReport {
        models = List.copyOf(models);
    }

    /** The report of an export. */
    public static ExportReport of(
            String release,
            long parameters,
            int calibrationImages,
            List<MeasuredModel> models,
            @Nullable QuantizationFigures quantization) {
        List<ModelFigures> figures = models.stream().map(ModelFigures::of).toList();
        Measurement any = models.get(0).measurement();
        return new ExportReport(
                release,
                parameters,
                any.parity().examples(),
                calibrationImages,
                any.parity().referenceAccuracy(),
                figures,
                quantization,
                null);
    }

    /** The same with a drift reference. */
    public ExportReport withDrift(DriftFigures figures) {
        return new ExportReport(
                release, parameters, testImages, calibrationImages, accuracy, models, quantization, figures);
    }

    /**
     * How the integer files were made.
     *
     * @param tfliteEdges what goes into the TensorFlow Lite file and comes out
     * @param awareTraining how the network was trained for its integers, if it was
     * @param ladder how the recipe was found, if it was looked for
     */
    public record QuantizationFigures(
            Target target,
            Edges tfliteEdges,
            Recipe recipe,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TrainingConfiguration awareTraining,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LadderReport ladder) {}

    /**
     * One file's figures.
     *
     * @param violations of its tolerance, in words; empty if it is good
     */
    public record ModelFigures(
            String id,
            String runtime,
            long sizeBytes,
            double accuracy,
            double agreement,
            double maxLogitDifference,
            double medianLatencyMs,
            List<String> violations) {
        public ModelFigures {
            violations = List.copyOf(violations);
        }

        static ModelFigures of(MeasuredModel model) {
            Measurement measurement = model.measurement();
            return new ModelFigures(
                    model.file().id(),
                    measurement.runtime(),
                    model.file().sizeBytes(),
                    measurement.parity().candidateAccuracy(),
                    measurement.parity().argmaxAgreement(),
                    measurement.parity().maxDifference(),
                    measurement.medianLatencyMs(),
                    model.violations());
        }
    }
}
