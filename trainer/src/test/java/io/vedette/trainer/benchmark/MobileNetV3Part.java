package io.vedette.trainer.benchmark;

import io.vedette.core.bundle.Precision;
import io.vedette.trainer.data.DataSource;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.DatasetReader;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.evaluation.ParityCheck;
import io.vedette.trainer.experiment.RunDirectory;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.packaging.CalibrationPictures;
import io.vedette.trainer.packaging.ModelFile;
import io.vedette.trainer.quantization.AwareGraph;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Recipe;
import io.vedette.trainer.quantization.Remedy;
import io.vedette.trainer.training.AwareNetwork;
import io.vedette.trainer.training.AwareTrainer;
import io.vedette.trainer.training.TrainingConfiguration;
import io.vedette.trainer.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** MobileNetV3-Small trained here from scratch, by the ladder and by training for integers. */
final class MobileNetV3Part {
    private static final int CALIBRATION_IMAGES = 500;

    private MobileNetV3Part() {}

    /** What of a run's configuration says where its data is and how it was trained. */
    private record Configuration(DataSource data, TrainingConfiguration training) {}

    static void run(Path data, Path work, Claims claims) throws IOException {
        measure("CIFAR-10 as JPEG", work.resolve("mobilenet-v3-cifar10"), work, 58, 1.0, 0.5, claims);
        measure("Fashion-MNIST", work.resolve("mobilenet-v3-fashion-mnist"), work, 85, 0.2, 0.1, claims);
    }

    private static void measure(
            String pictures,
            Path folder,
            Path work,
            double wantedAccuracy,
            double byLadder,
            double byTraining,
            Claims claims)
            throws IOException {
        RunDirectory run = RunDirectory.open(folder);
        Dataset dataset = new DatasetReader(work.resolve("cache"), bad -> {}, Progress.SILENT)
                .read(run.configuration(Configuration.class).data());
        claims.title("MobileNetV3-Small of " + dataset.preprocessing().width() + " pixels, trained from scratch on "
                + pictures);
        int[] test = dataset.indices(Split.TEST);
        Preparation preparation = Preparation.of(
                run.network(),
                CalibrationPictures.choose(dataset, CALIBRATION_IMAGES, 7),
                CALIBRATION_IMAGES,
                2,
                Progress.SILENT);
        ModelFile floats = Climb.floats(preparation);
        float[][] validation = Answers.of(floats, dataset, dataset.indices(Split.VALIDATION));
        float[][] reference = Answers.of(floats, dataset, test);
        ParityCheck itself = ParityCheck.compare(reference, reference, dataset.classesOf(test));
        claims.atLeast("accuracy in floats", 100 * itself.referenceAccuracy(), wantedAccuracy, "%");
        LadderReport ladder = Climb.climb(preparation, dataset, validation, byLadder / 2, claims);
        judge("by the ladder", preparation, ladder.best().recipe(), dataset, reference, byLadder, claims);

        TrainingConfiguration training = AwareTrainer.configurationAfter(
                run.configuration(Configuration.class).training());
        AwareTrainer trainer =
                new AwareTrainer(training, Symmetry.ASYMMETRIC, TrainingListener.SILENT, InstantSource.system());
        Preparation trained = preparation.withTraining((network, ranges) -> {
            AwareNetwork aware = trainer.train(network, ranges, dataset);
            return new AwareGraph(aware.graph(), aware.ranges());
        });
        Recipe recipe = Recipe.of(CalibrationMethod.MIN_MAX).with(Remedy.AWARE_TRAINING);
        judge("trained for integers", trained, recipe, dataset, reference, byTraining, claims);
    }

    private static void judge(
            String how,
            Preparation preparation,
            Recipe recipe,
            Dataset dataset,
            float[][] reference,
            double limit,
            Claims claims) {
        int[] test = dataset.indices(Split.TEST);
        for (ModelFile model : Climb.export(preparation).export(recipe)) {
            if (model.precision() == Precision.INT8) {
                ParityCheck parity = Answers.compare(reference, model, dataset, test);
                claims.note(
                        "%s (%s), %s, %,d test images: %.2f %%, in floats %.2f %%, drop %.2f points (95 %%: %.2f to %.2f)",
                        how,
                        recipe.description(),
                        model.id(),
                        parity.examples(),
                        100 * parity.candidateAccuracy(),
                        100 * parity.referenceAccuracy(),
                        100 * parity.accuracyLoss(),
                        100 * parity.lossInterval().low(),
                        100 * parity.lossInterval().high());
                claims.atMost(
                        model.id() + " " + how + ": drop of accuracy", 100 * parity.accuracyLoss(), limit, "points");
            }
        }
    }
}
