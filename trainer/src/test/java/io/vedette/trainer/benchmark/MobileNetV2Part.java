package io.vedette.trainer.benchmark;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.core.bundle.Precision;
import io.vedette.runtime.engine.TfliteEngine;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.evaluation.ParityCheck;
import io.vedette.trainer.evidence.IntegerCoverage;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.packaging.CalibrationPictures;
import io.vedette.trainer.packaging.ModelFile;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.tflite.OriginalFile;
import io.vedette.trainer.tflite.TfliteWriter;
import java.io.IOException;
import java.nio.file.Path;

/** MobileNetV2 in others' integers: imported in floats, brought into integers here, and what the runtimes execute of it. */
final class MobileNetV2Part {
    private static final double MAX_DROP = 1.5;

    private MobileNetV2Part() {}

    static void run(Path data, Path work, Claims claims) throws IOException {
        claims.title("MobileNetV2 1.0 224, imported from integers, on a sample of ImageNet");
        MobileNetV2 network = MobileNetV2.read(data);
        Dataset pictures = network.pictures();
        int[] test = pictures.indices(Split.TEST);
        int[] calibrating = pictures.indices(Split.TRAIN);
        Preparation preparation = Preparation.of(
                network.graph(), CalibrationPictures.of(pictures, calibrating), calibrating.length, 2, Progress.SILENT);
        ModelFile floats = Climb.floats(preparation);
        float[][] validation = Answers.of(floats, pictures, pictures.indices(Split.VALIDATION));
        float[][] reference = Answers.of(floats, pictures, test);
        LadderReport ladder = Climb.climb(preparation, pictures, validation, MAX_DROP, claims);

        try (TfliteEngine original = OriginalFile.open(network.file())) {
            ParityCheck imported =
                    ParityCheck.compare(Answers.of(original, pictures, test), reference, pictures.classesOf(test));
            claims.atLeast(
                    "the import in floats agrees with the original",
                    imported.argmaxAgreement() * imported.examples(),
                    95,
                    "of " + imported.examples());
        }
        for (ModelFile model : Climb.export(preparation).export(ladder.best().recipe())) {
            if (model.precision() == Precision.INT8) {
                ParityCheck parity = Answers.compare(reference, model, pictures, test);
                claims.atLeast(
                        model.id() + " agrees with the import in floats",
                        parity.argmaxAgreement() * parity.examples(),
                        95,
                        "of " + parity.examples());
            }
        }
        QuantizedGraph quantized = preparation.quantize(ladder.best().recipe(), Symmetry.ASYMMETRIC);
        prove(ModelFormat.ONNX, OnnxWriter.writeQuantized(quantized), quantized, claims);
        prove(ModelFormat.TFLITE, TfliteWriter.writeQuantized(quantized), quantized, claims);
    }

    private static void prove(ModelFormat format, byte[] file, QuantizedGraph quantized, Claims claims) {
        IntegerCoverage coverage = IntegerCoverage.of(format, file, quantized);
        claims.note("%s: %s; beside them: %s", format, coverage.sentence(), coverage.others());
        coverage.leftovers().forEach(leftover -> claims.note("  not %s", leftover));
        claims.atLeast(format + ": layers in integers", coverage.integer(), coverage.layers(), "layers");
    }
}
