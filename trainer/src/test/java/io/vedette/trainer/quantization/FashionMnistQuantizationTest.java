package io.vedette.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.FashionMnist;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.evaluation.ParityCheck;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.packaging.CalibrationPictures;
import io.vedette.trainer.packaging.ModelFile;
import io.vedette.trainer.packaging.ModelMeasurer;
import io.vedette.trainer.packaging.NetworkExport;
import io.vedette.trainer.packaging.Target;
import io.vedette.trainer.packaging.Tolerance;
import io.vedette.trainer.tflite.Edges;
import io.vedette.trainer.training.Augmentation;
import io.vedette.trainer.training.EpochMetrics;
import io.vedette.trainer.training.NetworkTrainer;
import io.vedette.trainer.training.Optimization;
import io.vedette.trainer.training.OptimizerKind;
import io.vedette.trainer.training.Predictor;
import io.vedette.trainer.training.Schedule;
import io.vedette.trainer.training.TrainingConfiguration;
import io.vedette.trainer.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A network trained for a short while on real pictures keeps its accuracy in all four files. */
@Tag("long")
class FashionMnistQuantizationTest {
    private static final int EPOCHS = Integer.getInteger("vedette.test.epochs", 2);

    @Test
    void export_trainedNetwork_everyFileKeepsItsAccuracy(TestReporter reporter, @TempDir Path folder)
            throws IOException {
        assumeTrue(Files.isDirectory(FashionMnist.SYSTEM_FOLDER), "The package dataset-fashion-mnist is not installed");
        Dataset dataset = new FashionMnist(
                        FashionMnist.SYSTEM_FOLDER,
                        folder,
                        address -> {
                            throw new IOException("This test downloads nothing");
                        },
                        Progress.SILENT)
                .read(0.05, 1);
        Graph untrained = new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 10, 1);
        Graph trained = new NetworkTrainer(configuration(), listener(reporter), InstantSource.system())
                .train(untrained, dataset)
                .graph();
        int[] test = dataset.indices(Split.TEST);
        float[][] reference;
        try (Predictor predictor = new Predictor(trained, dataset.preprocessing())) {
            reference = predictor.logits(dataset, test, Progress.SILENT);
        }
        CalibrationPictures calibration = CalibrationPictures.choose(dataset, 500, 1);
        Preparation preparation = Preparation.of(trained, calibration, calibration.size(), 1, Progress.SILENT);

        for (CalibrationMethod method : CalibrationMethod.values()) {
            for (ModelFile file : new NetworkExport(preparation, Target.ANY, Edges.INT8).export(Recipe.of(method))) {
                ParityCheck parity = new ModelMeasurer(dataset, test, reference)
                        .measure(file, Progress.SILENT)
                        .parity();
                reporter.publishEntry(method + " " + file.id(), parity.toString());
                assertThat(Tolerance.of(file.precision()).violations(parity))
                        .as(file.id())
                        .isEmpty();
            }
        }
    }

    private static TrainingConfiguration configuration() {
        return new TrainingConfiguration(
                EPOCHS,
                64,
                new Optimization(OptimizerKind.ADAM_W, Schedule.ONE_CYCLE, 0.01f, 1e-4f, 0),
                Augmentation.NONE,
                0,
                1);
    }

    private static TrainingListener listener(TestReporter reporter) {
        return new TrainingListener() {
            @Override
            public void epoch(EpochMetrics metrics, boolean best) {
                reporter.publishEntry("epoch", metrics.toString());
            }
        };
    }
}
