package io.vedette.trainer.benchmark;

import io.vedette.core.bundle.Precision;
import io.vedette.runtime.engine.TfliteEngine;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.evaluation.ParityCheck;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.packaging.CalibrationPictures;
import io.vedette.trainer.packaging.ModelFile;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.tflite.OriginalFile;
import io.vedette.trainer.tflite.TfliteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** ResNet-8 of MLPerf Tiny, imported in floats and brought into integers here, beside its publishers' own file in integers. */
final class ResNet8Part {
    private static final int CALIBRATION_IMAGES = 500;
    private static final double MAX_DROP = 0.2;

    private ResNet8Part() {}

    static void run(Path data, Path work, Claims claims) throws IOException {
        claims.title("ResNet-8 (MLPerf Tiny) on CIFAR-10 as JPEG");
        Dataset cifar = TestPictures.cifar(work.resolve("cifar10"), TestPictures.preprocessing(32, 0, 1));
        int[] test = cifar.indices(Split.TEST);
        byte[] file = Files.readAllBytes(data.resolve("models/resnet8_cifar10_float.tflite"));
        float[][] original = original(file, cifar, test);
        float[][] publishers =
                original(Files.readAllBytes(data.resolve("models/resnet8_cifar10_int8.tflite")), cifar, test);
        Graph graph = TfliteReader.read(file);
        Preparation preparation = Preparation.of(
                graph,
                CalibrationPictures.choose(cifar, CALIBRATION_IMAGES, 7),
                CALIBRATION_IMAGES,
                2,
                Progress.SILENT);
        float[][] validation = original(file, cifar, cifar.indices(Split.VALIDATION));
        LadderReport ladder = Climb.climb(preparation, cifar, validation, MAX_DROP, claims);

        for (ModelFile model : Climb.export(preparation).export(ladder.best().recipe())) {
            ParityCheck parity = Answers.compare(original, model, cifar, test);
            if (model.precision() == Precision.FLOAT32) {
                claims.atMost(model.id() + ": largest difference of a logit", parity.maxDifference(), 1e-4, "");
            } else {
                claims.note(
                        "%s, %,d test images: accuracy %.2f %%, in floats %.2f %%, drop %.2f points (95 %%: %.2f to %.2f)",
                        model.id(),
                        parity.examples(),
                        100 * parity.candidateAccuracy(),
                        100 * parity.referenceAccuracy(),
                        100 * parity.accuracyLoss(),
                        100 * parity.lossInterval().low(),
                        100 * parity.lossInterval().high());
                claims.atMost(model.id() + ": drop of accuracy", 100 * parity.accuracyLoss(), 0.5, "points");
                claims.atLeast(model.id() + ": agreement", 100 * parity.argmaxAgreement(), 97.5, "%");
            }
        }
        ParityCheck beside = ParityCheck.compare(original, publishers, cifar.classesOf(test));
        claims.note(
                "beside it, the publishers' file in integers: accuracy %.2f %%, agreement %.2f %%",
                100 * beside.candidateAccuracy(), 100 * beside.argmaxAgreement());
    }

    private static float[][] original(byte[] file, Dataset dataset, int[] examples) {
        try (TfliteEngine engine = OriginalFile.open(file)) {
            return Answers.of(engine, dataset, examples);
        }
    }
}
