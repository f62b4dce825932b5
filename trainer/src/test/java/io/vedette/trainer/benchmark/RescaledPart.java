package io.vedette.trainer.benchmark;

import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.OnnxEngine;
import io.vedette.runtime.engine.TfliteEngine;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.evaluation.ParityCheck;
import io.vedette.trainer.graph.Granularity;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.RescaledChannels;
import io.vedette.trainer.graph.pass.ReplaceRelu6;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.packaging.CalibrationPictures;
import io.vedette.trainer.quantization.BiasCorrection;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.Calibrator;
import io.vedette.trainer.quantization.Equalizer;
import io.vedette.trainer.quantization.LayerEvidence;
import io.vedette.trainer.quantization.Quantizer;
import io.vedette.trainer.quantization.SensitivityAnalysis;
import io.vedette.trainer.tflite.TfliteWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** MobileNetV2 whose channels were multiplied and divided again, which floats do not notice and integers with one scale do. */
final class RescaledPart {
    private static final long SEED = 11;
    private static final int THREADS = 2;
    private static final int MOST_IN_FLOATS = 8;

    private final Dataset pictures;
    private final CalibrationPictures calibrating;
    private final int[] test;
    private final float[][] reference;
    private final Claims claims;

    private RescaledPart(MobileNetV2 network, Graph floats, Claims claims) {
        this.pictures = network.pictures();
        this.calibrating = CalibrationPictures.of(pictures, pictures.indices(Split.TRAIN));
        this.test = pictures.indices(Split.TEST);
        this.reference = answers(TfliteWriter.write(floats));
        this.claims = claims;
    }

    static void run(Path data, Path work, Claims claims) throws IOException {
        claims.title("MobileNetV2 with ReLU, channels rescaled by 0.01 to 100, one scale for all weights of a layer");
        MobileNetV2 network = MobileNetV2.read(data);
        Graph plain = new RescaleFixedOutputs().apply(new ReplaceRelu6().apply(network.graph()));
        new RescaledPart(network, plain, claims).climb(RescaledChannels.of(plain, SEED));
    }

    private void climb(Graph rescaled) {
        claims.note(
                "%-42s %10s %10s %18s %10s", "rung, on test images", "accuracy", "drop", "95 % interval", "agreement");
        ParityCheck floats = row("in floats", answers(TfliteWriter.write(rescaled)));
        claims.atLeast("rescaled in floats: agreement", 100 * floats.argmaxAgreement(), 99, "%");
        double collapsed = 0;
        for (CalibrationMethod method : CalibrationMethod.values()) {
            ParityCheck parity = row(name(method), quantized(rescaled, method, Granularity.PER_TENSOR));
            collapsed = method == CalibrationMethod.MIN_MAX ? parity.accuracyLoss() : collapsed;
        }
        row("MIN_MAX, a scale per channel", quantized(rescaled, CalibrationMethod.MIN_MAX, Granularity.PER_CHANNEL));
        Graph equalized = new Equalizer(THREADS).equalize(rescaled, calibrating);
        ParityCheck kept = row("equalized, in floats", answers(TfliteWriter.write(equalized)));
        claims.atLeast("equalized in floats: agreement", 100 * kept.argmaxAgreement(), 98, "%");
        row("MIN_MAX, equalized", quantized(equalized, CalibrationMethod.MIN_MAX, Granularity.PER_TENSOR));
        QuantizedGraph corrected = new BiasCorrection(THREADS)
                .correct(quantized(equalized, CalibrationMethod.MIN_MAX, Granularity.PER_TENSOR), calibrating);
        ParityCheck onnx = row("MIN_MAX, equalized, bias corrected", corrected);
        ParityCheck tflite = row("the same in TensorFlow Lite", answers(TfliteWriter.writeQuantized(corrected)));
        List<String> costliest = costliest(corrected);
        for (int layers = 1; layers <= MOST_IN_FLOATS; layers *= 2) {
            row(
                    "and in floats of its layers: " + layers,
                    corrected.withFloatNodes(Set.copyOf(costliest.subList(0, layers))));
        }
        claims.atLeast("one scale for all weights: drop", 100 * collapsed, 20, "points");
        claims.atMost("equalized and corrected, ONNX: drop", 100 * onnx.accuracyLoss(), 2, "points");
        claims.atMost("equalized and corrected, TensorFlow Lite: drop", 100 * tflite.accuracyLoss(), 2, "points");
    }

    /** The layers by what their integers alone cost the logits of one picture, the costliest first. */
    private List<String> costliest(QuantizedGraph corrected) {
        List<float[]> picture = List.of(calibrating.iterator().next());
        return SensitivityAnalysis.measure(corrected, picture).stream()
                .sorted(Comparator.comparing(LayerEvidence::alone))
                .map(LayerEvidence::node)
                .toList();
    }

    private static String name(CalibrationMethod method) {
        return method + ", one scale";
    }

    private QuantizedGraph quantized(Graph graph, CalibrationMethod method, Granularity weights) {
        return Quantizer.quantize(graph, new Calibrator(method, THREADS).calibrate(graph, calibrating), weights);
    }

    private ParityCheck row(String name, QuantizedGraph quantized) {
        ByteBuffer file = ByteBuffer.wrap(OnnxWriter.writeQuantized(quantized));
        try (Engine engine = OnnxEngine.open(name, file, EngineOptions.SINGLE_THREAD)) {
            return row(name, Answers.of(engine, pictures, test));
        }
    }

    private ParityCheck row(String name, float[][] answers) {
        ParityCheck parity = ParityCheck.compare(reference, answers, pictures.classesOf(test));
        claims.note(
                "%-42s %8.2f %% %10.2f %8.2f to %6.2f %8.2f %%",
                name,
                100 * parity.candidateAccuracy(),
                100 * parity.accuracyLoss(),
                100 * parity.lossInterval().low(),
                100 * parity.lossInterval().high(),
                100 * parity.argmaxAgreement());
        return parity;
    }

    private float[][] answers(byte[] tflite) {
        try (Engine engine = TfliteEngine.open("file", ByteBuffer.wrap(tflite), EngineOptions.SINGLE_THREAD)) {
            return Answers.of(engine, pictures, test);
        }
    }
}
