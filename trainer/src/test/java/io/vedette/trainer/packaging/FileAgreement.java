package io.vedette.trainer.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.OnnxEngine;
import io.vedette.runtime.engine.TfliteEngine;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphFile;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.interpreter.KernelComparison;
import io.vedette.trainer.onnx.FinalSoftmax;
import io.vedette.trainer.onnx.OnnxKernelComparison;
import io.vedette.trainer.onnx.OnnxReader;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.tflite.TfliteReader;
import io.vedette.trainer.tflite.TfliteWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/** Compares all who can compute a network, on a few random pictures. */
final class FileAgreement {
    private static final int PICTURES = 3;

    /** Of the largest number of an output: float rounding (6e-8) over a dozen layers of some hundred additions each. */
    static final double FLOAT_TOLERANCE = 1e-4;

    /** Both sides are computed in doubles; constants of an activation, as 1/6, are floats in a file. */
    static final double IMPORT_TOLERANCE = 1e-5;

    /**
     * Steps that an output may be off where the simulation is: a value that falls on the other side of a half is a step off, and layers pass
     * that on as more of their own, finer ones. Where that is not enough, as behind an average of two, of which every other lies on a half,
     * it may be as many more as one value's step makes of itself.
     */
    static final double STEPS = 4;

    /** The same in what integers cost at all: rounding costs half a step at most, and a kernel may be a whole one off. */
    static final double NOISE = 2;

    private final Path folder;

    /** @param folder for files, which may be overwritten */
    FileAgreement(Path folder) {
        this.folder = folder;
    }

    /** DJL, ONNX Runtime and TensorFlow Lite compute in floats what the textbook does; and so does what is read back from a file. */
    void assertFloatsAgree(Graph graph) {
        List<float[]> pictures = Pictures.random(graph.input(), PICTURES, 7);
        byte[] onnx = OnnxWriter.write(graph);
        byte[] tflite = TfliteWriter.write(new FoldBatchNorm().apply(graph));
        NetworkAnswers expected = NetworkAnswers.ofInterpreter(graph, pictures);
        assertClose("DJL", NetworkAnswers.ofDjl(graph, pictures), expected, FLOAT_TOLERANCE);
        try (Engine engine = OnnxEngine.open("test", ByteBuffer.wrap(onnx), EngineOptions.SINGLE_THREAD)) {
            assertClose("ONNX Runtime", NetworkAnswers.ofEngine(engine, graph, pictures), expected, FLOAT_TOLERANCE);
        }
        try (Engine engine = TfliteEngine.open("test", ByteBuffer.wrap(tflite), EngineOptions.SINGLE_THREAD)) {
            assertClose("TensorFlow Lite", NetworkAnswers.ofEngine(engine, graph, pictures), expected, FLOAT_TOLERANCE);
        }
        assertThat(throughFile(graph)).isEqualTo(graph);
        Graph fromOnnx = OnnxReader.read("test", onnx, FinalSoftmax.KEPT);
        assertClose(
                "The ONNX file's import", NetworkAnswers.ofInterpreter(fromOnnx, pictures), expected, IMPORT_TOLERANCE);
        assertClose(
                "The TFLite file's import",
                NetworkAnswers.ofInterpreter(TfliteReader.read(tflite), pictures),
                NetworkAnswers.ofInterpreter(withoutFinalSoftmax(graph), pictures),
                IMPORT_TOLERANCE);
    }

    private static void assertClose(String who, NetworkAnswers found, NetworkAnswers expected, double tolerance) {
        assertClose(who + ", logits", found.logits(), expected.logits(), tolerance);
        assertClose(who + ", embedding", found.embeddings(), expected.embeddings(), tolerance);
    }

    private static void assertClose(String what, List<double[]> found, List<double[]> expected, double tolerance) {
        assertThat(NetworkAnswers.furthest(found, expected))
                .as(what)
                .isLessThanOrEqualTo(tolerance * NetworkAnswers.largest(expected));
    }

    private Graph throughFile(Graph graph) {
        Path file = folder.resolve("network.vgraph");
        try {
            GraphFile.write(graph, file);
            return GraphFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary folder takes a file", e);
        }
    }

    /** Whoever reads a TFLite file leaves a softmax at its end out. */
    private static Graph withoutFinalSoftmax(Graph graph) {
        Node last = graph.nodes().stream()
                .filter(node -> node.output().equals(graph.logits()))
                .findFirst()
                .orElseThrow();
        return last.operator() instanceof Softmax
                ? new Graph(graph.name(), graph.input(), graph.nodes(), last.input(), graph.embedding())
                : graph;
    }

    /** Each integer kernel of both runtimes is within a step of the textbook, and what leaves their files near the simulation. */
    void assertIntegersAgree(Graph graph) {
        QuantizedGraph quantized = QuantizedSamples.of(graph);
        List<float[]> pictures = Pictures.random(graph.input(), PICTURES, 37);
        byte[] onnx = OnnxWriter.writeQuantized(quantized);
        byte[] tflite = TfliteWriter.writeQuantized(quantized);
        KernelComparison.of(quantized, pictures);
        OnnxKernelComparison.assertWithinAStep(quantized, pictures);
        try (Engine engine = OnnxEngine.open("test", ByteBuffer.wrap(onnx), EngineOptions.SINGLE_THREAD)) {
            assertNear("ONNX Runtime in integers", engine, quantized, pictures);
        }
        try (Engine engine = TfliteEngine.open("test", ByteBuffer.wrap(tflite), EngineOptions.SINGLE_THREAD)) {
            assertNear("TensorFlow Lite in integers", engine, quantized, pictures);
        }
        assertWeightsRead(quantized, OnnxReader.read("test", onnx, FinalSoftmax.KEPT));
        assertWeightsRead(quantized, TfliteReader.read(tflite));
    }

    private static void assertNear(String who, Engine engine, QuantizedGraph quantized, List<float[]> pictures) {
        Graph graph = quantized.graph();
        NetworkAnswers found = NetworkAnswers.ofEngine(engine, graph, pictures);
        NetworkAnswers expected = NetworkAnswers.ofSimulation(quantized, pictures);
        NetworkAnswers exact = NetworkAnswers.ofInterpreter(graph, pictures);
        assertNear(
                who + ", logits",
                found.logits(),
                expected.logits(),
                exact.logits(),
                quantized.getParameters(graph.logits()).scale(),
                () -> StepPassedOn.furthest(quantized, graph.logits(), pictures));
        assertNear(
                who + ", embedding",
                found.embeddings(),
                expected.embeddings(),
                exact.embeddings(),
                quantized.getParameters(graph.embedding()).scale(),
                () -> StepPassedOn.furthest(quantized, graph.embedding(), pictures));
    }

    private static void assertNear(
            String what,
            List<double[]> found,
            List<double[]> expected,
            List<double[]> exact,
            double step,
            DoubleSupplier passedOn) {
        // Whole numbers but for the rounding of floats.
        double steps = Math.rint(NetworkAnswers.furthest(found, expected) / step);
        double noise = NetworkAnswers.furthest(expected, exact) / step;
        double limit = Math.max(STEPS, NOISE * noise);
        assertThat(steps)
                .as("%s, in steps of %s", what, step)
                .isLessThanOrEqualTo(steps > limit ? Math.max(limit, STEPS + passedOn.getAsDouble() / step) : limit);
    }

    /** A reader finds the real numbers that the integers stand for, in whatever order, of every weight that the outputs depend on. */
    private static void assertWeightsRead(QuantizedGraph quantized, Graph read) {
        Set<String> needed = quantized.graph().neededValues();
        List<List<Float>> weights = read.nodes().stream()
                .flatMap(node -> node.weights().values().stream())
                .map(FileAgreement::sorted)
                .toList();
        for (FusedNode fused : quantized.nodes()) {
            for (WeightRole role : fused.node().weights().keySet()) {
                if (needed.contains(fused.output())) {
                    Tensor expected = quantized.getWeight(fused.node(), role).toReal();
                    assertThat(weights.contains(sorted(expected)))
                            .as("%s of %s read", role, fused.node().name())
                            .isTrue();
                }
            }
        }
    }

    private static List<Float> sorted(Tensor tensor) {
        float[] numbers = tensor.toArray();
        Arrays.sort(numbers);
        return IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]).toList();
    }
}
