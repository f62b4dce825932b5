package io.vedette.trainer.benchmark;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.core.bundle.Precision;
import io.vedette.runtime.engine.Engine;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.packaging.CalibrationPictures;
import io.vedette.trainer.packaging.ModelFile;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** MobileNetV2 in integers beside the same in floats, one thread, in turns. */
final class SpeedPart {
    private final Dataset pictures;
    private final Claims claims;

    private SpeedPart(Dataset pictures, Claims claims) {
        this.pictures = pictures;
        this.claims = claims;
    }

    static void run(Path data, Path work, Claims claims) throws IOException {
        claims.title("Speed of MobileNetV2 1.0 224, one thread, medians of nine rounds in turns");
        MobileNetV2 network = MobileNetV2.read(data);
        new SpeedPart(network.pictures(), claims).run(network.graph(), Processor.read());
    }

    private void run(Graph graph, Processor processor) {
        claims.note("processor: %s", processor);
        List<ModelFile> files = export(graph);
        List<ModelFile> twice = export(DepthwiseTwice.of(graph));
        double onnx = ratio(ModelFormat.ONNX, files, twice);
        double tflite = ratio(ModelFormat.TFLITE, files, twice);
        if (processor.hasVnni()) {
            claims.atLeast("ONNX Runtime: floats over integers", onnx, 1.5, "times");
            claims.atLeast("TensorFlow Lite: floats over integers", tflite, 1.8, "times");
        } else {
            claims.note("WITHOUT VNNI, for which the ratios are wanted: %.2f and %.2f times", onnx, tflite);
        }
    }

    private List<ModelFile> export(Graph graph) {
        int[] calibrating = pictures.indices(Split.TRAIN);
        Preparation preparation = Preparation.of(
                graph, CalibrationPictures.of(pictures, calibrating), calibrating.length, 2, Progress.SILENT);
        return Climb.export(preparation).export(Recipe.of(CalibrationMethod.MIN_MAX));
    }

    private double ratio(ModelFormat format, List<ModelFile> files, List<ModelFile> twice) {
        try (Engine floats = open(files, format, Precision.FLOAT32);
                Engine integers = open(files, format, Precision.INT8);
                Engine floatsTwice = open(twice, format, Precision.FLOAT32);
                Engine integersTwice = open(twice, format, Precision.INT8)) {
            Turns turns = Turns.of(List.of(floats, integers, floatsTwice, integersTwice));
            double floatShare = turns.difference(2, 0);
            double integerShare = turns.difference(3, 1);
            row(floats.runtime(), turns.milliseconds(0), turns.milliseconds(1));
            row("  depthwise convolutions of stride 1", floatShare, integerShare);
            row("  the rest", turns.milliseconds(0) - floatShare, turns.milliseconds(1) - integerShare);
            return turns.ratio(0, 1);
        }
    }

    private void row(String what, double floats, double integers) {
        claims.note("%-42s floats %6.2f ms, integers %6.2f ms: %.2f times", what, floats, integers, floats / integers);
    }

    /** Opens a file and shows it a picture. */
    private Engine open(List<ModelFile> files, ModelFormat format, Precision precision) {
        Engine engine = files.stream()
                .filter(file -> file.format() == format && file.precision() == precision)
                .findFirst()
                .orElseThrow()
                .open();
        Answers.of(engine, pictures, new int[] {pictures.indices(Split.TEST)[0]});
        return engine;
    }
}
