package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.OnnxEngine;
import io.vedette.trainer.CifarFolder;
import io.vedette.trainer.SharedData;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.FolderReader;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.data.SplitShares;
import io.vedette.trainer.evaluation.ParityCheck;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import io.vedette.trainer.interpreter.Simulation;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.quantization.Calibration;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.Calibrator;
import io.vedette.trainer.quantization.Quantizer;
import io.vedette.trainer.tflite.TfliteReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A network that others trained, on the pictures it is for: rounded arithmetic against an integer file in its runtime. */
class RoundedFilesTest {
    /** The network takes pixels as they are, 0 to 255. */
    private static final PreprocessingSpec PIXELS = new PreprocessingSpec(
            32,
            32,
            ColourOrder.RGB,
            ResizeMode.STRETCH,
            Interpolation.AREA,
            0,
            List.of(0f, 0f, 0f),
            List.of(1 / 255f, 1 / 255f, 1 / 255f));

    @Test
    void run_realPictures_answersAsTheIntegerFile(TestReporter reporter, @TempDir Path folder) throws IOException {
        Graph graph = new RescaleFixedOutputs()
                .apply(TfliteReader.read(SharedData.require("models/resnet8_cifar10_float.tflite")));
        Dataset dataset = new FolderReader(PIXELS, new SplitShares(0, 0, 1), 0, picture -> {}, Progress.SILENT)
                .read(CifarFolder.unpack(folder, 5, 10));
        Graph folded = new FoldBatchNorm().apply(graph);
        Calibration calibration =
                new Calibrator(CalibrationMethod.MIN_MAX, 1).calibrate(folded, pictures(dataset, Split.TRAIN));
        QuantizedGraph quantized = Quantizer.quantize(folded, calibration);
        float scale = quantized.getParameters(graph.logits()).scale();
        List<float[]> pictures = pictures(dataset, Split.TEST);

        float[][] found = rounded(graph, calibration, pictures);
        float[][] expected = inFile(quantized, pictures);

        ParityCheck parity = ParityCheck.compare(expected, found, dataset.classesOf(dataset.indices(Split.TEST)));
        double near = shareNear(expected, found, 1.01 * scale);
        reporter.publishEntry("rounded", parity + ", of logits within a step: " + near);
        assertThat(parity.examples()).isEqualTo(100);
        assertThat(parity.referenceAccuracy()).isGreaterThan(0.6);
        // A float sum on the other side of a half moves a value by a step, and layers pass it on: of logits 95 % were
        // seen within a step.
        assertThat(parity.argmaxAgreement()).isGreaterThanOrEqualTo(0.97);
        assertThat(near).isGreaterThanOrEqualTo(0.9);
        assertThat(simulated(quantized, pictures.get(0))).containsExactly(found[0], Offset.offset(2.01f * scale));
    }

    private static float[][] rounded(Graph graph, Calibration calibration, List<float[]> pictures) {
        try (RoundedBlock block = new RoundedBlock(graph, calibration.ranges(), 1, 0)) {
            return block.run(pictures).stream()
                    .map(values -> Objects.requireNonNull(values.get(graph.logits())))
                    .toArray(float[][]::new);
        }
    }

    private static float[][] inFile(QuantizedGraph quantized, List<float[]> pictures) {
        ByteBuffer file = ByteBuffer.wrap(OnnxWriter.writeQuantized(quantized));
        try (OnnxEngine engine = OnnxEngine.open("test", file, EngineOptions.SINGLE_THREAD)) {
            float[][] rows = new float[pictures.size()][];
            for (int i = 0; i < rows.length; i++) {
                Pictures.run(engine, quantized.graph().input(), pictures.get(i));
                rows[i] = engine.logits().clone();
            }
            return rows;
        }
    }

    private static double shareNear(float[][] expected, float[][] found, double distance) {
        int near = 0;
        int numbers = 0;
        for (int row = 0; row < expected.length; row++) {
            for (int i = 0; i < expected[row].length; i++) {
                near += Math.abs(expected[row][i] - found[row][i]) <= distance ? 1 : 0;
                numbers++;
            }
        }
        return (double) near / numbers;
    }

    private static float[] simulated(QuantizedGraph quantized, float[] picture) {
        double[] logits = Objects.requireNonNull(
                new Simulation(quantized).run(picture).get(quantized.graph().logits()));
        float[] row = new float[logits.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) logits[i];
        }
        return row;
    }

    private static List<float[]> pictures(Dataset dataset, Split split) {
        BatchWriter writer = new BatchWriter(dataset.preprocessing());
        List<float[]> pictures = new ArrayList<>();
        for (int example : dataset.indices(split)) {
            float[] picture = new float[dataset.preprocessing().pixelBytes()];
            writer.write(dataset.pixels().get(example), 0, picture, 0);
            pictures.add(picture);
        }
        return pictures;
    }
}
