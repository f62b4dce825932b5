package io.vedette.trainer.benchmark;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.core.bundle.Precision;
import io.vedette.runtime.engine.Engine;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.packaging.CalibrationPictures;
import io.vedette.trainer.packaging.ModelFile;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** MobileNetV2 in integers beside the same in floats, one thread, in turns. */
final class SpeedPart {
    private static final int ROUNDS = 9;
    private static final int RUNS = 20;
    private static final int WARM_UP = 10;

    private SpeedPart() {}

    static void run(Path data, Path work, Claims claims) throws IOException {
        claims.title("Speed of MobileNetV2 1.0 224, one thread, medians of nine pairs in turns");
        String processor = processor("model name");
        boolean hasVnni = processor("flags").contains("vnni");
        claims.note(
                "processor: %s, %s", processor, hasVnni ? "with VNNI" : "WITHOUT VNNI: the ratios are for one with it");
        MobileNetV2 network = MobileNetV2.read(data);
        Dataset pictures = network.pictures();
        int[] calibrating = pictures.indices(Split.TRAIN);
        Preparation preparation = Preparation.of(
                network.graph(), CalibrationPictures.of(pictures, calibrating), calibrating.length, 2, Progress.SILENT);
        List<ModelFile> files = Climb.export(preparation).export(Recipe.of(CalibrationMethod.MIN_MAX));
        double onnx = ratio(files, ModelFormat.ONNX, pictures, claims);
        double tflite = ratio(files, ModelFormat.TFLITE, pictures, claims);
        if (hasVnni) {
            claims.atLeast("ONNX Runtime: floats over integers", onnx, 1.5, "times");
            claims.atLeast("TensorFlow Lite: floats over integers", tflite, 1.8, "times");
        } else {
            claims.note("floats over integers: ONNX Runtime %.2f times, TensorFlow Lite %.2f times", onnx, tflite);
        }
    }

    private static double ratio(List<ModelFile> files, ModelFormat format, Dataset pictures, Claims claims) {
        try (Engine floats = open(files, format, Precision.FLOAT32);
                Engine integers = open(files, format, Precision.INT8)) {
            int[] one = {pictures.indices(Split.TEST)[0]};
            Answers.of(floats, pictures, one);
            Answers.of(integers, pictures, one);
            milliseconds(floats, WARM_UP);
            milliseconds(integers, WARM_UP);
            double[] slow = new double[ROUNDS];
            double[] fast = new double[ROUNDS];
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                // Whatever else the machine does hits both alike.
                if (round % 2 == 0) {
                    slow[round] = milliseconds(floats, RUNS);
                    fast[round] = milliseconds(integers, RUNS);
                } else {
                    fast[round] = milliseconds(integers, RUNS);
                    slow[round] = milliseconds(floats, RUNS);
                }
                ratios[round] = slow[round] / fast[round];
            }
            claims.note("%s: floats %.2f ms, integers %.2f ms", floats.runtime(), median(slow), median(fast));
            return median(ratios);
        }
    }

    private static Engine open(List<ModelFile> files, ModelFormat format, Precision precision) {
        return files.stream()
                .filter(file -> file.format() == format && file.precision() == precision)
                .findFirst()
                .orElseThrow()
                .open();
    }

    /** The median of some runs. */
    private static double milliseconds(Engine engine, int runs) {
        double[] times = new double[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            engine.run();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        return median(times);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String processor(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
