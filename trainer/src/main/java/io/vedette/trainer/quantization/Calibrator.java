package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.TensorRange;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Runs a graph's float ONNX file on pictures and watches every value, which gives their ranges.
 *
 * <p>Whatever the method, the input and the logits reach from their lowest to their highest number: the pixels of a bright picture are no
 * outliers, and of two logits beyond a range nobody could tell which was the greater.
 */
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
        graph.values()
                .keySet()
                .forEach(value -> observers.put(value, methodFor(graph, value).observer()));
        int count = FloatRun.run(
                graph,
                threads,
                pictures,
                (value, numbers) -> observe(Objects.requireNonNull(observers.get(value)), numbers));
        Map<String, TensorRange> ranges = new LinkedHashMap<>();
        observers.forEach((value, observer) -> ranges.put(value, observer.range()));
        return new Calibration(method, count, ranges);
    }

    private CalibrationMethod methodFor(Graph graph, String value) {
        boolean isEdge = value.equals(Graph.INPUT) || value.equals(graph.logits());
        return isEdge ? CalibrationMethod.MIN_MAX : method;
    }

    private static void observe(RangeObserver observer, FloatBuffer numbers) {
        while (numbers.hasRemaining()) {
            observer.observe(numbers.get());
        }
        observer.endPicture();
    }
}
