package io.vedette.trainer.quantization;

import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.OnnxProbe;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.onnx.OnnxWriter;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a graph's float ONNX file on pictures and watches every value, which gives their ranges. */
public final class Calibrator {
    private final CalibrationMethod method;
    private final int threads;

    /**
     * Makes a calibrator.
     *
     * @param threads how many of the machine's the runtime may use
     */
    public Calibrator(CalibrationMethod method, int threads) {
        this.method = method;
        this.threads = threads;
    }

    /**
     * Runs the graph on all pictures.
     *
     * @param graph the one that will be quantized, that is with batch norm folded
     * @param pictures preprocessed, in the graph's layout: channel by channel, row by row
     */
    public Calibration calibrate(Graph graph, Iterable<float[]> pictures) {
        Map<String, RangeObserver> observers = new LinkedHashMap<>();
        graph.values().keySet().forEach(value -> observers.put(value, method.observer()));
        int picture = 0;
        ByteBuffer file = ByteBuffer.wrap(OnnxWriter.writeObservable(graph));
        try (OnnxProbe probe = OnnxProbe.open(graph.name() + " for calibration", file, new EngineOptions(threads))) {
            FloatBuffer input = probe.inputBuffer().asFloatBuffer();
            for (float[] pixels : pictures) {
                if (pixels.length != graph.input().elements()) {
                    throw new CalibrationException(
                            graph.name(),
                            picture,
                            "must have " + graph.input().elements() + " numbers but has " + pixels.length);
                }
                input.put(0, pixels);
                int number = picture;
                observe(graph, number, observers, Graph.INPUT, FloatBuffer.wrap(pixels));
                probe.run((value, numbers) -> observe(graph, number, observers, value, numbers));
                picture++;
            }
        }
        if (picture == 0) {
            throw new CalibrationException(graph.name(), 0, "at least one picture is needed but there is none");
        }
        Map<String, TensorRange> ranges = new LinkedHashMap<>();
        observers.forEach((value, observer) -> ranges.put(value, observer.range()));
        return new Calibration(method, picture, ranges);
    }

    private static void observe(
            Graph graph, int picture, Map<String, RangeObserver> observers, String value, FloatBuffer numbers) {
        RangeObserver observer = observers.get(value);
        if (observer == null) {
            throw new IllegalStateException(
                    "The file for calibration has an output " + value + " that the graph does not have");
        }
        while (numbers.hasRemaining()) {
            float number = numbers.get();
            if (!Float.isFinite(number)) {
                throw new CalibrationException(graph.name(), picture, "value " + value + " holds " + number);
            }
            observer.observe(number);
        }
    }
}
