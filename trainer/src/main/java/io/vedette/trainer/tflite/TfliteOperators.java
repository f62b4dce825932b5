package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Operator;
import io.vedette.trainer.graph.Operator.Convolution;
import io.vedette.trainer.graph.Operator.Flatten;
import io.vedette.trainer.graph.Operator.GlobalAveragePool;
import io.vedette.trainer.graph.Operator.Linear;
import io.vedette.trainer.graph.Operator.Relu;
import io.vedette.trainer.graph.Shape;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.Window;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.Conv2DOptionsT;
import org.tensorflow.lite.schema.DepthwiseConv2DOptionsT;
import org.tensorflow.lite.schema.FullyConnectedOptionsT;
import org.tensorflow.lite.schema.PadOptionsT;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.ReducerOptionsT;
import org.tensorflow.lite.schema.ReshapeOptionsT;
import org.tensorflow.lite.schema.TensorType;
import org.tensorflow.lite.schema.TransposeOptionsT;

/**
 * Writes a graph's nodes as operators of a file, one method an operator.
 *
 * <p>Maps lie in the file as one, height, width, channels. The versions are those in which the runtime learned a form ({@code
 * tensorflow/lite/tools/versioning/op_version.cc}).
 */
final class TfliteOperators {
    private final TfliteModel model;
    private final Graph graph;
    private final Precision precision;
    private final Map<String, Integer> tensors = new HashMap<>();

    TfliteOperators(TfliteModel model, Graph graph, Precision precision) {
        this.model = model;
        this.graph = graph;
        this.precision = precision;
    }

    /** Adds the tensor of a value. */
    int add(String value) {
        int tensor = precision.value(model, value, nameOf(value), layout(graph.shapeOf(value)));
        tensors.put(value, tensor);
        return tensor;
    }

    int tensor(String value) {
        Integer tensor = tensors.get(value);
        if (tensor == null) {
            throw new IllegalStateException("Value " + value + " is read before it is written");
        }
        return tensor;
    }

    void write(FusedNode fused) {
        Operator operator = fused.node().operator();
        if (operator instanceof Convolution convolution) {
            convolution(fused, convolution);
        } else if (operator instanceof Linear) {
            linear(fused);
        } else if (operator instanceof Relu) {
            relu(fused.node());
        } else if (operator instanceof GlobalAveragePool) {
            globalAveragePool(fused.node());
        } else if (operator instanceof Flatten) {
            flatten(fused.node());
        } else {
            throw new UnsupportedOperatorException("TFLite", fused.node(), "fold batch norm first");
        }
    }

    private void convolution(FusedNode fused, Convolution convolution) {
        Node node = fused.node();
        Shape inputShape = graph.shapeOf(node.input());
        boolean isDepthwise = convolution.isDepthwise(inputShape.channels());
        int input = tensor(node.input());
        byte padding = paddingKind(convolution.window(), inputShape);
        if (padding == Padding.VALID && !convolution.window().padding().isNone()) {
            input = padded(node, input, convolution.window(), inputShape);
        }
        int weight = precision.weight(model, node, isDepthwise ? WeightLayout.OUTPUT_LAST : WeightLayout.OUTPUT_FIRST);
        int bias = precision.bias(model, node, convolution.outputChannels());
        int[] inputs = {input, weight, bias};
        if (isDepthwise) {
            int multiplier = convolution.outputChannels() / inputShape.channels();
            BuiltinOptionsUnion options = options(
                    BuiltinOptions.DepthwiseConv2DOptions,
                    depthwiseOptions(convolution.window(), padding, activation(fused), multiplier));
            model.operator(
                    BuiltinOperator.DEPTHWISE_CONV_2D, precision.version(1, 3), options, inputs, add(fused.output()));
        } else {
            BuiltinOptionsUnion options = options(
                    BuiltinOptions.Conv2DOptions, convolutionOptions(convolution.window(), padding, activation(fused)));
            int version = convolution.groups() > 1 ? 6 : precision.version(1, 3);
            model.operator(BuiltinOperator.CONV_2D, version, options, inputs, add(fused.output()));
        }
    }

    /** SAME where the runtime's own padding is what the graph asks for, else VALID. */
    private static byte paddingKind(Window window, Shape input) {
        boolean isSame = !window.padding().isNone()
                && window.padding().equals(window.samePadding(input.height(), input.width()));
        return isSame ? Padding.SAME : Padding.VALID;
    }

    /** Zeros around a map by an operator of their own, stored like the map. */
    private int padded(Node node, int input, Window window, Shape shape) {
        io.vedette.trainer.graph.Padding padding = window.padding();
        int paddings = model.constant(
                node.name() + "/paddings",
                new int[] {4, 2},
                TensorType.INT32,
                TfliteModel.content(0, 0, padding.top(), padding.bottom(), padding.left(), padding.right(), 0, 0),
                null);
        Shape larger = Shape.of(
                shape.channels(),
                shape.height() + padding.top() + padding.bottom(),
                shape.width() + padding.left() + padding.right());
        int output = precision.value(model, node.input(), node.name() + "/padded", layout(larger));
        model.operator(
                BuiltinOperator.PAD,
                precision.version(1, 2),
                options(BuiltinOptions.PadOptions, new PadOptionsT()),
                new int[] {input, paddings},
                output);
        return output;
    }

    private static Conv2DOptionsT convolutionOptions(Window window, byte padding, byte activation) {
        Conv2DOptionsT options = new Conv2DOptionsT();
        options.setPadding(padding);
        options.setStrideH(window.verticalStride());
        options.setStrideW(window.horizontalStride());
        options.setFusedActivationFunction(activation);
        return options;
    }

    private static DepthwiseConv2DOptionsT depthwiseOptions(
            Window window, byte padding, byte activation, int multiplier) {
        DepthwiseConv2DOptionsT options = new DepthwiseConv2DOptionsT();
        options.setPadding(padding);
        options.setStrideH(window.verticalStride());
        options.setStrideW(window.horizontalStride());
        options.setDepthMultiplier(multiplier);
        options.setFusedActivationFunction(activation);
        return options;
    }

    private void linear(FusedNode fused) {
        Node node = fused.node();
        int weight = precision.weight(model, node, WeightLayout.MATRIX);
        int bias = precision.bias(model, node, graph.shapeOf(node.output()).elements());
        FullyConnectedOptionsT options = new FullyConnectedOptionsT();
        options.setFusedActivationFunction(activation(fused));
        model.operator(
                BuiltinOperator.FULLY_CONNECTED,
                precision.version(1, 4),
                options(BuiltinOptions.FullyConnectedOptions, options),
                new int[] {tensor(node.input()), weight, bias},
                add(fused.output()));
    }

    private void relu(Node node) {
        model.operator(
                BuiltinOperator.RELU,
                precision.version(1, 2),
                new BuiltinOptionsUnion(),
                new int[] {tensor(node.input())},
                add(node.output()));
    }

    private void globalAveragePool(Node node) {
        int axes =
                model.constant(node.name() + "/axes", new int[] {2}, TensorType.INT32, TfliteModel.content(1, 2), null);
        ReducerOptionsT options = new ReducerOptionsT();
        options.setKeepDims(true);
        model.operator(
                BuiltinOperator.MEAN,
                precision.version(1, 2),
                options(BuiltinOptions.ReducerOptions, options),
                new int[] {tensor(node.input()), axes},
                add(node.output()));
    }

    private void flatten(Node node) {
        Shape shape = graph.shapeOf(node.input());
        int input = tensor(node.input());
        if (shape.channels() > 1 && shape.height() * shape.width() > 1) {
            input = channelsFirst(node, input, shape);
        }
        int[] flat = layout(graph.shapeOf(node.output()));
        int target = model.constant(
                node.name() + "/shape", new int[] {flat.length}, TensorType.INT32, TfliteModel.content(flat), null);
        ReshapeOptionsT options = new ReshapeOptionsT();
        options.setNewShape(flat);
        model.operator(
                BuiltinOperator.RESHAPE,
                1,
                options(BuiltinOptions.ReshapeOptions, options),
                new int[] {input, target},
                add(node.output()));
    }

    /** A map with its numbers in the graph's order, which a vector made of it has to keep. */
    private int channelsFirst(Node node, int input, Shape shape) {
        int order = model.constant(
                node.name() + "/order", new int[] {4}, TensorType.INT32, TfliteModel.content(0, 3, 1, 2), null);
        int[] turned = {1, shape.channels(), shape.height(), shape.width()};
        int output = precision.value(model, node.input(), node.name() + "/channels_first", turned);
        model.operator(
                BuiltinOperator.TRANSPOSE,
                precision.version(1, 2),
                options(BuiltinOptions.TransposeOptions, new TransposeOptionsT()),
                new int[] {input, order},
                output);
        return output;
    }

    private static byte activation(FusedNode fused) {
        return fused.endsInRelu() ? ActivationFunctionType.RELU : ActivationFunctionType.NONE;
    }

    private static BuiltinOptionsUnion options(byte type, Object value) {
        BuiltinOptionsUnion union = new BuiltinOptionsUnion();
        union.setType(type);
        union.setValue(value);
        return union;
    }

    private static int[] layout(Shape shape) {
        return shape.isMap()
                ? new int[] {1, shape.height(), shape.width(), shape.channels()}
                : new int[] {1, shape.elements()};
    }

    private String nameOf(String value) {
        if (value.equals(graph.logits())) {
            return TfliteWriter.LOGITS;
        }
        if (value.equals(graph.embedding())) {
            return TfliteWriter.EMBEDDING;
        }
        // Another value may bear a name that an output takes.
        return value.equals(TfliteWriter.LOGITS) || value.equals(TfliteWriter.EMBEDDING) ? "value/" + value : value;
    }
}
