package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Window;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.Padding;

/** Writes what slides a window over a map; padding that is not the file's own SAME becomes an operator of its own. */
final class WindowOperators {
    private final TfliteModel model;
    private final Graph graph;
    private final Precision precision;
    private final FileTensors tensors;

    WindowOperators(TfliteModel model, Graph graph, Precision precision, FileTensors tensors) {
        this.model = model;
        this.graph = graph;
        this.precision = precision;
        this.tensors = tensors;
    }

    void convolution(FusedNode fused, Convolution convolution) {
        Node node = fused.node();
        Shape map = graph.shapeOf(node.input());
        Window window = convolution.window();
        boolean isDepthwise = convolution.isDepthwise(map.channels());
        byte padding = reachesTheEnd(window, map) ? kind(window, map) : Padding.VALID;
        int input = isOwn(window, padding) ? withZeros(node, window.padding()) : tensors.get(node.input());
        int weight = precision.weight(model, node, isDepthwise ? WeightLayout.OUTPUT_LAST : WeightLayout.OUTPUT_FIRST);
        int bias = precision.bias(model, node, convolution.outputChannels());
        int[] inputs = {input, weight, bias};
        byte activation = Options.activation(fused);
        if (isDepthwise) {
            int multiplier = convolution.outputChannels() / map.channels();
            BuiltinOptionsUnion options = Options.depthwise(window, padding, activation, multiplier);
            int version = precision.version(window.isDilated() ? 2 : 1, 3);
            model.operator(BuiltinOperator.DEPTHWISE_CONV_2D, version, options, inputs, tensors.add(fused.output()));
        } else {
            BuiltinOptionsUnion options = Options.convolution(window, padding, activation);
            int version = convolution.groups() > 1 ? 6 : precision.version(1, 3);
            model.operator(BuiltinOperator.CONV_2D, version, options, inputs, tensors.add(fused.output()));
        }
    }

    void maxPool(Node node, MaxPool pool) {
        Window window = pool.window();
        byte padding = kind(window, graph.shapeOf(node.input()));
        int input = tensors.get(node.input());
        if (isOwn(window, padding)) {
            int lowest = precision.lowest(model, node.input(), node.name() + "/lowest");
            int[] inputs = {input, ends(node, window.padding()), lowest};
            input = padded(node, window.padding());
            model.operator(BuiltinOperator.PADV2, precision.version(1, 2), Options.padWith(), inputs, input);
        }
        pool(BuiltinOperator.MAX_POOL_2D, node, window, padding, input);
    }

    void averagePool(Node node, AveragePool pool) {
        Window window = pool.window();
        byte padding = kind(window, graph.shapeOf(node.input()));
        if (pool.countsPadding()) {
            pool(BuiltinOperator.AVERAGE_POOL_2D, node, window, Padding.VALID, withZeros(node, window.padding()));
        } else if (isOwn(window, padding)) {
            throw new UnsupportedOperatorException(
                    "TFLite", node, "padding that does not count must be that of SAME but is " + window.padding());
        } else {
            pool(BuiltinOperator.AVERAGE_POOL_2D, node, window, padding, tensors.get(node.input()));
        }
    }

    private void pool(int builtin, Node node, Window window, byte padding, int input) {
        model.operator(
                builtin,
                precision.version(1, 2),
                Options.pool(window, padding),
                new int[] {input},
                tensors.add(node.output()));
    }

    void pad(Node node, io.vedette.trainer.graph.operator.Padding padding) {
        int[] inputs = {tensors.get(node.input()), ends(node, padding)};
        model.operator(BuiltinOperator.PAD, precision.version(1, 2), Options.pad(), inputs, tensors.add(node.output()));
    }

    /** SAME where the runtime's own padding is what the graph asks for, else VALID. */
    private static byte kind(Window window, Shape map) {
        return !window.padding().isNone() && window.isSame(map) ? Padding.SAME : Padding.VALID;
    }

    /**
     * Whether the last window of each axis reaches the map's end. Where steps leave pixels over, XNNPACK takes SAME on the other axis to ask
     * for less than no padding on this one, and reads what lies elsewhere.
     */
    private static boolean reachesTheEnd(Window window, Shape map) {
        return window.verticalExtent() >= lastStep(map.height(), window.verticalStride())
                && window.horizontalExtent() >= lastStep(map.width(), window.horizontalStride());
    }

    /** How many pixels lie from the beginning of the last step on. */
    private static int lastStep(int extent, int stride) {
        return (extent - 1) % stride + 1;
    }

    /** Whether padding needs an operator of its own. */
    private static boolean isOwn(Window window, byte kind) {
        return kind == Padding.VALID && !window.padding().isNone();
    }

    /** Zeros around a map by an operator of their own, stored like the map. */
    private int withZeros(Node node, io.vedette.trainer.graph.operator.Padding padding) {
        int[] inputs = {tensors.get(node.input()), ends(node, padding)};
        int output = padded(node, padding);
        model.operator(BuiltinOperator.PAD, precision.version(1, 2), Options.pad(), inputs, output);
        return output;
    }

    private int ends(Node node, io.vedette.trainer.graph.operator.Padding padding) {
        return tensors.integers(
                node.name() + "/paddings",
                new int[] {4, 2},
                0,
                0,
                padding.top(),
                padding.bottom(),
                padding.left(),
                padding.right(),
                0,
                0);
    }

    private int padded(Node node, io.vedette.trainer.graph.operator.Padding padding) {
        Shape map = graph.shapeOf(node.input());
        Shape larger = padding.outputShape(map);
        return tensors.like(node.input(), node.name() + "/padded", FileTensors.layout(larger));
    }
}
