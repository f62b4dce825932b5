package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.Engines;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import io.vedette.trainer.interpreter.Simulation;
import io.vedette.trainer.quantization.Calibration;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.Calibrator;
import io.vedette.trainer.quantization.Quantizer;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;

/** Graphs quantized on random pictures, and what an engine that runs their files must answer. */
public final class QuantizedSamples {
    /**
     * A runtime rounds each value once, to nearest, from a sum of exact integers times a float factor. Where that lands on the other side of
     * a half than the reference's doubles, the value is one step off, and a layer may pass that on as another step.
     */
    private static final double STEPS = 2.01;

    private QuantizedSamples() {}

    public static QuantizedGraph of(Graph graph) {
        return of(graph, Granularity.PER_CHANNEL);
    }

    /** With so many scales for the weights of a convolution. */
    public static QuantizedGraph of(Graph graph, Granularity convolutions) {
        Graph folded = folded(graph);
        return Quantizer.quantize(folded, calibration(folded), convolutions);
    }

    /** With zero in the middle of every value's integers, as TensorRT wants it. */
    public static QuantizedGraph symmetric(Graph graph) {
        Graph folded = folded(graph);
        return Quantizer.quantize(folded, calibration(folded), Symmetry.SYMMETRIC);
    }

    private static Graph folded(Graph graph) {
        return new RescaleFixedOutputs().apply(new FoldBatchNorm().apply(graph));
    }

    private static Calibration calibration(Graph folded) {
        return new Calibrator(CalibrationMethod.MIN_MAX, 1).calibrate(folded, Pictures.random(folded.input(), 20, 31));
    }

    /** With every second node in floats, the first of them at a position. */
    public static QuantizedGraph mixed(Graph graph, int first) {
        return mixed(of(graph), first);
    }

    /** With every second node in floats, the first of them at a position. */
    public static QuantizedGraph mixed(QuantizedGraph quantized, int first) {
        Set<String> floats = new LinkedHashSet<>();
        for (int position = first; position < quantized.nodes().size(); position += 2) {
            floats.add(quantized.nodes().get(position).node().name());
        }
        return quantized.withFloatNodes(floats);
    }

    /** Fails unless a file, in the runtime that runs it, answers as the reference does. */
    public static void assertRunsAsReference(QuantizedGraph quantized, ModelFormat format, byte[] file) {
        try (Engine engine = Engines.open(format, "test", ByteBuffer.wrap(file), EngineOptions.SINGLE_THREAD)) {
            assertRunsAsReference(quantized, engine);
        }
    }

    /** Compares on pictures that were not used in calibration. */
    public static void assertRunsAsReference(QuantizedGraph quantized, Engine engine) {
        Graph graph = quantized.graph();
        List<float[]> pictures = Pictures.random(graph.input(), 5, 37);
        Simulation simulation = new Simulation(quantized);
        for (float[] picture : pictures) {
            Pictures.run(engine, graph.input(), picture);
            Map<String, double[]> expected = simulation.run(picture);
            assertClose(engine.logits(), expected.get(graph.logits()), quantized.getParameters(graph.logits()));
            assertClose(
                    engine.embedding(), expected.get(graph.embedding()), quantized.getParameters(graph.embedding()));
        }
    }

    private static void assertClose(float[] found, double[] expected, QuantizationParameters parameters) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], Offset.offset(STEPS * parameters.scale()));
        }
    }
}
