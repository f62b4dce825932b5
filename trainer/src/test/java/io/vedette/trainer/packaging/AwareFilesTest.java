package io.vedette.trainer.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.core.bundle.Precision;
import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.FashionMnist;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.evaluation.ParityCheck;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.quantization.Calibration;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.Calibrator;
import io.vedette.trainer.quantization.Quantizer;
import io.vedette.trainer.tflite.TfliteWriter;
import io.vedette.trainer.training.Augmentation;
import io.vedette.trainer.training.AwareNetwork;
import io.vedette.trainer.training.AwareTrainer;
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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A network trained for a short while on real pictures, then with its integers in mind, loses next to nothing in its integer files. */
@Tag("long")
class AwareFilesTest {
    private static final TrainingConfiguration TRAINING = new TrainingConfiguration(
            2,
            64,
            new Optimization(OptimizerKind.ADAM_W, Schedule.ONE_CYCLE, 0.01f, 1e-4f, 0),
            Augmentation.NONE,
            0,
            1);

    @Test
    void train_fashionMnist_integerFilesAreAsGoodAsFloats(TestReporter reporter, @TempDir Path folder)
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
        Graph trained = new NetworkTrainer(TRAINING, TrainingListener.SILENT, InstantSource.system())
                .train(new DepthwiseSeparable(1).build(Shape.of(1, 28, 28), 10, 1), dataset)
                .graph();
        int[] examples = Arrays.copyOf(dataset.indices(Split.TRAIN), 500);
        Calibration calibration = new Calibrator(CalibrationMethod.MIN_MAX, 1)
                .calibrate(folded(trained), CalibrationPictures.of(dataset, examples));

        AwareNetwork aware = new AwareTrainer(
                        AwareTrainer.configurationAfter(TRAINING),
                        Symmetry.ASYMMETRIC,
                        TrainingListener.SILENT,
                        InstantSource.system())
                .train(trained, calibration.ranges(), dataset);

        QuantizedGraph quantized = Quantizer.quantize(
                folded(aware.graph()), new Calibration(CalibrationMethod.MOVING_AVERAGE, 500, aware.ranges()));
        int[] test = dataset.indices(Split.TEST);
        ModelMeasurer measurer = new ModelMeasurer(dataset, test, logits(trained, dataset, test));
        for (ModelFile file : List.of(
                new ModelFile(ModelFormat.ONNX, Precision.INT8, OnnxWriter.writeQuantized(quantized)),
                new ModelFile(ModelFormat.TFLITE, Precision.INT8, TfliteWriter.writeQuantized(quantized)))) {
            ParityCheck parity = measurer.measure(file, Progress.SILENT).parity();
            reporter.publishEntry(file.id(), parity.toString());
            assertThat(100 * parity.accuracyLoss()).as(file.id()).isLessThanOrEqualTo(0.1);
        }
    }

    private static Graph folded(Graph graph) {
        return new RescaleFixedOutputs().apply(new FoldBatchNorm().apply(graph));
    }

    private static float[][] logits(Graph graph, Dataset dataset, int[] examples) {
        try (Predictor predictor = new Predictor(graph, dataset.preprocessing())) {
            return predictor.logits(dataset, examples, Progress.SILENT);
        }
    }
}
