package io.vedette.trainer.quantization;

import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.OnnxProbe;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.onnx.OnnxWriter;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Runs a graph's float ONNX file on pictures and shows the numbers of every value, the input included. */
final class FloatRun {
    /** Sees all numbers of one value for one picture, all of them finite. */
    @FunctionalInterface
    interface Listener {
        void numbers(String value, FloatBuffer numbers);
    }

    private final Graph graph;
    private final Listener listener;

    private FloatRun(Graph graph, Listener listener) {
        this.graph = graph;
        this.listener = listener;
    }

    /**
     * Runs the graph on all pictures and says how many they were.
     *
     * @param threads how many of the machine's the runtime may use
     * @param pictures preprocessed, in the graph's layout: channel by channel, row by row
     */
    static int run(Graph graph, int threads, Iterable<float[]> pictures, Listener listener) {
        FloatRun run = new FloatRun(graph, listener);
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
                run.show(number, Graph.INPUT, FloatBuffer.wrap(pixels));
                probe.run((value, numbers) -> run.show(number, value, numbers));
                picture++;
            }
        }
        if (picture == 0) {
            throw new CalibrationException(graph.name(), 0, "at least one picture is needed but there is none");
        }
        return picture;
    }

    private void show(int picture, String value, FloatBuffer numbers) {
        if (!graph.values().containsKey(value)) {
            throw new IllegalStateException(
                    "The file for calibration has an output " + value + " that the graph does not have");
        }
        for (int i = numbers.position(); i < numbers.limit(); i++) {
            if (!Float.isFinite(numbers.get(i))) {
                throw new CalibrationException(graph.name(), picture, "value " + value + " holds " + numbers.get(i));
            }
        }
        listener.numbers(value, numbers);
    }
}
