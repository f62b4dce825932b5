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
 * Which convolutions and linear layers of a file in integers the runtime really computes in integers, on this machine: all of them are
 * counted, those that the recipe left in floats too.
 *
 * <p>ONNX Runtime is asked for the graph that it executes. TensorFlow Lite is asked which nodes XNNPACK took over, since a layer that it
 * leaves to the built-in kernels runs several times slower.
 *
 * @param layers how many there are, in integers or floats
 * @param leftovers the layers that the runtime does not compute in integers
 * @param others kinds of the other operators that compute in floats (ONNX) or that XNNPACK left (TensorFlow Lite), one entry each
 */
public record IntegerCoverage(int layers, List<Leftover> leftovers, List<String> others) {
    /**
     * A layer that is not computed in integers.
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

    private static final String AS_THE_RECIPE_HAS_IT = "left in floats as the recipe has it";

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
                .filter(fused -> fused.node().findWeight(WeightRole.WEIGHT).isPresent())
                .toList();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        return format == ModelFormat.ONNX ? ofOnnx(quantized, bytes, layers) : ofTflite(quantized, bytes, layers);
    }

    private static IntegerCoverage ofOnnx(QuantizedGraph quantized, ByteBuffer bytes, List<FusedNode> layers) {
        Graph graph = quantized.graph();
        OptimizedGraph optimized =
                OptimizedGraph.read(graph, OnnxEngine.optimize(graph.name(), bytes, EngineOptions.SINGLE_THREAD));
        List<Leftover> leftovers = new ArrayList<>();
        for (FusedNode layer : layers) {
            optimized
                    .findKernel(layer)
                    .ifPresentOrElse(
                            kernel -> {
                                if (!kernel.isInteger()) {
                                    leftovers.add(leftover(quantized, layer, kernel.operator(), kernel.reason()));
                                }
                            },
                            () -> leftovers.add(leftover(
                                    quantized,
                                    layer,
                                    "unknown",
                                    "its weights are not among those that the runtime executes")));
        }
        return new IntegerCoverage(layers.size(), leftovers, optimized.otherFloatOperators(layers));
    }

    private static IntegerCoverage ofTflite(QuantizedGraph quantized, ByteBuffer bytes, List<FusedNode> layers) {
        Graph graph = quantized.graph();
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
                    leftovers.add(leftover(quantized, layer, kernel, "it is written in floats"));
                } else if (!node.isDelegated()) {
                    leftovers.add(leftover(quantized, layer, kernel, "XNNPACK left it to the built-in kernels"));
                }
            }
            List<String> others = nodes.stream()
                    .filter(node -> !node.isDelegated())
                    .map(node -> TfliteNames.operator(node.operator()))
                    .toList();
            return new IntegerCoverage(layers.size(), leftovers, others);
        }
    }

    /** For a layer that was to be in integers the reason is the given one. */
    private static Leftover leftover(QuantizedGraph quantized, FusedNode layer, String kernel, String reason) {
        return new Leftover(layer.node().name(), kernel, quantized.isFloat(layer) ? AS_THE_RECIPE_HAS_IT : reason);
    }

    /** How many layers are computed in integers. */
    public int integer() {
        return layers - leftovers.size();
    }

    /** As one says it, such as "53 of 53 integer on this machine". */
    public String sentence() {
        return integer() + " of " + layers + " integer on this machine";
    }
}
