package io.vedette.trainer.benchmark;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.core.bundle.Precision;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.packaging.LadderClimb;
import io.vedette.trainer.packaging.ModelFile;
import io.vedette.trainer.packaging.ModelMeasurer;
import io.vedette.trainer.packaging.NetworkExport;
import io.vedette.trainer.packaging.Target;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.FileDrop;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Recipe;
import io.vedette.trainer.quantization.RungResult;
import io.vedette.trainer.tflite.Edges;

/** The ladder on validation images, a row printed for each rung's file. */
final class Climb {
    private Climb() {}

    /** Climbs until the drop is within the budget; the last row is the first that is, if any. */
    static LadderReport climb(
            Preparation preparation, Dataset dataset, float[][] reference, double maxDropPoints, Claims claims) {
        ModelMeasurer measurer = new ModelMeasurer(dataset, dataset.indices(Split.VALIDATION), reference);
        claims.note(
                "%-58s %-12s %7s %18s %10s",
                "rung, on validation images", "file", "drop", "95 % interval", "agreement");
        return new LadderClimb(preparation, export(preparation), measurer, Progress.SILENT, rung -> print(rung, claims))
                .climb(maxDropPoints);
    }

    static NetworkExport export(Preparation preparation) {
        return new NetworkExport(preparation, Target.ANY, Edges.INT8);
    }

    /** The network's TensorFlow Lite file in floats, by which the integers are judged. */
    static ModelFile floats(Preparation preparation) {
        return export(preparation).export(Recipe.of(CalibrationMethod.MIN_MAX)).stream()
                .filter(file -> file.format() == ModelFormat.TFLITE && file.precision() == Precision.FLOAT32)
                .findFirst()
                .orElseThrow();
    }

    private static void print(RungResult rung, Claims claims) {
        for (FileDrop file : rung.files()) {
            claims.note(
                    "%-58s %-12s %7.2f %8.2f to %6.2f %8.2f %%",
                    rung.recipe().description(),
                    file.file(),
                    file.dropPoints(),
                    file.lowestPoints(),
                    file.highestPoints(),
                    100 * file.agreement());
        }
    }
}
