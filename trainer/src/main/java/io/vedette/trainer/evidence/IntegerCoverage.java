package io.vedette.trainer.evidence;

import io.vedette.core.bundle.ModelFormat;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.OnnxEngine;
import io.vedette.runtime.engine.TfliteEngine;
import io.vedette.runtime.engine.TfliteNode;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.onnx.OptimizedGraph;
import io.vedette.trainer.tflite.TfliteNames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Which convolutions and linear layers of a file in integers the runtime really computes in integers, on this machine.
 *
 * <p>ONNX Runtime is asked for the graph that it executes. TensorFlow Lite is asked which nodes XNNPACK took over, since a layer that it
 * leaves to the built-in kernels runs several times slower.
 *
 * @param layers how many there are, without those that are meant to be in floats
 * @param leftovers the layers that the runtime computes otherwise
 * @param others kinds of the other operators that compute in floats (ONNX) or that XNNPACK left (TensorFlow Lite), one entry each
 */
public record IntegerCoverage(int layers, List<Leftover> leftovers, List<String> others) {
    /**
     * A layer that is not computed as it should be.
     *
     * @param layer the node's name in the graph
     * @param kernel what computes it
     * @param reason why, in words
     */
    public record Leftover(String layer, String kernel, String reason) {
        @Override
        public String toString() {
            return layer + " (" + kernel + "): " + reason;
        }
    }

    public IntegerCoverage {
        leftovers = List.copyOf(leftovers);
        others = List.copyOf(others);
    }

    /**
     * Asks the runtime that runs files of that format.
     *
     * @param file the bytes that a writer made of the graph
     */
    public static IntegerCoverage of(ModelFormat format, byte[] file, QuantizedGraph quantized) {
        List<FusedNode> layers = quantized.nodes().stream()
                .filter(fused -> !quantized.isFloat(fused))
                .filter(fused -> fused.node().findWeight(WeightRole.WEIGHT).isPresent())
                .toList();
        Graph graph = quantized.graph();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        return format == ModelFormat.ONNX ? ofOnnx(graph, bytes, layers) : ofTflite(graph, bytes, layers);
    }

    private static IntegerCoverage ofOnnx(Graph graph, ByteBuffer bytes, List<FusedNode> layers) {
        OptimizedGraph optimized =
                OptimizedGraph.read(graph, OnnxEngine.optimize(graph.name(), bytes, EngineOptions.SINGLE_THREAD));
        List<Leftover> leftovers = new ArrayList<>();
        for (FusedNode layer : layers) {
            optimized
                    .findKernel(layer)
                    .ifPresentOrElse(
                            kernel -> {
                                if (!kernel.isInteger()) {
                                    leftovers.add(
                                            new Leftover(layer.node().name(), kernel.operator(), kernel.reason()));
                                }
                            },
                            () -> leftovers.add(new Leftover(
                                    layer.node().name(),
                                    "unknown",
                                    "its weights are not among those that the runtime executes")));
        }
        return new IntegerCoverage(layers.size(), leftovers, optimized.otherFloatOperators(layers));
    }

    private static IntegerCoverage ofTflite(Graph graph, ByteBuffer bytes, List<FusedNode> layers) {
        try (TfliteEngine engine = TfliteEngine.open(graph.name(), bytes, EngineOptions.SINGLE_THREAD)) {
            List<TfliteNode> nodes = new ArrayList<>(engine.nodes());
            List<Leftover> leftovers = new ArrayList<>();
            for (FusedNode layer : layers) {
                TfliteNode node = nodes.stream()
                        .filter(candidate -> candidate.inputs().contains(TfliteNames.weight(layer.node())))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("Nothing of " + graph.name() + " reads "
                                + layer.node().name()));
                nodes.remove(node);
                String kernel = TfliteNames.operator(node.operator());
                if (!node.isInteger()) {
                    leftovers.add(new Leftover(layer.node().name(), kernel, "it is written in floats"));
                } else if (!node.isDelegated()) {
                    leftovers.add(new Leftover(layer.node().name(), kernel, "XNNPACK left it to the built-in kernels"));
                }
            }
            List<String> others = nodes.stream()
                    .filter(node -> !node.isDelegated())
                    .map(node -> TfliteNames.operator(node.operator()))
                    .toList();
            return new IntegerCoverage(layers.size(), leftovers, others);
        }
    }

    /** How many layers are computed as they should be. */
    public int integer() {
        return layers - leftovers.size();
    }

    /** As one says it, such as "53 of 53 integer on this machine". */
    public String sentence() {
        return integer() + " of " + layers + " integer on this machine";
    }
}
