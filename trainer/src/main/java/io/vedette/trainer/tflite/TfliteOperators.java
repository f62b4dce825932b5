package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.HardSigmoid;
import io.vedette.trainer.graph.operator.HardSwish;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.LeakyRelu;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Pad;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Reshape;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Silu;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.Transpose;
import java.util.List;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;

/**
 * Writes a graph's nodes as operators of a file.
 *
 * <p>The versions are those in which the runtime learned a form ({@code tensorflow/lite/tools/versioning/op_version.cc}).
 */
final class TfliteOperators {
    /** Where the axes of a map, channels first, lie in the file. */
    private static final List<Integer> FILE_AXES = List.of(3, 1, 2);

    private final TfliteModel model;
    private final Graph graph;
    private final Precision precision;
    private final FileTensors tensors;
    private final WindowOperators windows;

    TfliteOperators(TfliteModel model, Graph graph, Precision precision, FileTensors tensors) {
        this.model = model;
        this.graph = graph;
        this.precision = precision;
        this.tensors = tensors;
        this.windows = new WindowOperators(model, graph, precision, tensors);
    }

    void write(FusedNode fused) {
        Node node = fused.node();
        Operator operator = node.operator();
        if (operator instanceof Convolution convolution) {
            windows.convolution(fused, convolution);
        } else if (operator instanceof MaxPool pool) {
            windows.maxPool(node, pool);
        } else if (operator instanceof AveragePool pool) {
            windows.averagePool(node, pool);
        } else if (operator instanceof Pad pad) {
            windows.pad(node, pad.padding());
        } else if (operator instanceof Linear) {
            linear(fused);
        } else if (operator instanceof Activation activation) {
            activation(node, activation);
        } else if (operator instanceof Add) {
            int[] inputs = tensors.inputs(node);
            BuiltinOptionsUnion options = Options.add(Options.activation(fused));
            model.operator(BuiltinOperator.ADD, precision.version(1, 2), options, inputs, tensors.add(fused.output()));
        } else if (operator instanceof Multiply) {
            simple(node, BuiltinOperator.MUL, precision.version(1, 2), Options.multiply());
        } else if (operator instanceof Concat) {
            int axis = graph.shapeOf(node.output()).isMap() ? FILE_AXES.get(0) : 1;
            simple(node, BuiltinOperator.CONCATENATION, precision.version(1, 2), Options.concatenation(axis));
        } else if (operator instanceof Softmax) {
            simple(node, BuiltinOperator.SOFTMAX, precision.version(1, 2), Options.softmax());
        } else if (operator instanceof GlobalAveragePool) {
            int axes = tensors.integers(node.name() + "/axes", new int[] {2}, 1, 2);
            int[] inputs = {tensors.get(node.input()), axes};
            model.operator(
                    BuiltinOperator.MEAN, precision.version(1, 2), Options.mean(), inputs, tensors.add(node.output()));
        } else if (operator instanceof Flatten || operator instanceof Reshape) {
            reshape(node);
        } else if (operator instanceof Transpose transpose) {
            transpose(node, transpose);
        } else if (operator instanceof Identity && precision.isInteger()) {
            simple(node, BuiltinOperator.QUANTIZE, 2, Options.quantize());
        } else if (operator instanceof Identity || operator instanceof Dropout) {
            reshape(node);
        } else {
            throw new UnsupportedOperatorException("TFLite", node, "fold batch norm first");
        }
    }

    private void simple(Node node, int builtin, int version, BuiltinOptionsUnion options) {
        int[] inputs = tensors.inputs(node);
        model.operator(builtin, version, options, inputs, tensors.add(node.output()));
    }

    private void linear(FusedNode fused) {
        Node node = fused.node();
        int weight = precision.weight(model, node, WeightLayout.MATRIX);
        int bias = precision.bias(model, node, graph.shapeOf(node.output()).elements());
        model.operator(
                BuiltinOperator.FULLY_CONNECTED,
                precision.version(1, 4),
                Options.fullyConnected(Options.activation(fused)),
                new int[] {tensors.get(node.input()), weight, bias},
                tensors.add(fused.output()));
    }

    private void activation(Node node, Activation activation) {
        if (activation instanceof Relu) {
            simple(node, BuiltinOperator.RELU, precision.version(1, 2), Options.none());
        } else if (activation instanceof Relu6) {
            simple(node, BuiltinOperator.RELU6, precision.version(1, 2), Options.none());
        } else if (activation instanceof LeakyRelu relu) {
            simple(node, BuiltinOperator.LEAKY_RELU, precision.version(1, 2), Options.leakyRelu(relu.slope()));
        } else if (activation instanceof HardSwish) {
            simple(node, BuiltinOperator.HARD_SWISH, 1, Options.none());
        } else if (activation instanceof Sigmoid) {
            simple(node, BuiltinOperator.LOGISTIC, precision.version(1, 2), Options.none());
        } else if (activation instanceof Silu) {
            silu(node);
        } else if (activation instanceof HardSigmoid) {
            hardSigmoid(node);
        } else {
            throw new UnsupportedOperatorException("TFLite", node, "this is a fault of the program");
        }
    }

    /** The file has no operator for it: a sigmoid, multiplied with its input. */
    private void silu(Node node) {
        int input = tensors.get(node.input());
        int gate = tensors.between(node.output(), node.name() + "/gate", TensorRange.SHARES);
        model.operator(BuiltinOperator.LOGISTIC, precision.version(1, 2), Options.none(), new int[] {input}, gate);
        model.operator(
                BuiltinOperator.MUL,
                precision.version(1, 2),
                Options.multiply(),
                new int[] {input, gate},
                tensors.add(node.output()));
    }

    /** The file has no operator for it: a sum that ends at zero and six, divided by six. */
    private void hardSigmoid(Node node) {
        int three = precision.number(model, node.name() + "/three", 3);
        int sum = tensors.between(node.output(), node.name() + "/sum", new TensorRange(0, 6));
        int[] summands = {tensors.get(node.input()), three};
        model.operator(
                BuiltinOperator.ADD, precision.version(1, 2), Options.add(ActivationFunctionType.RELU6), summands, sum);
        int sixth = precision.number(model, node.name() + "/sixth", 1 / 6f);
        model.operator(
                BuiltinOperator.MUL,
                precision.version(1, 2),
                Options.multiply(),
                new int[] {sum, sixth},
                tensors.add(node.output()));
    }

    /** Another shape for the same numbers in the graph's order, which differs from the file's where a map has an area. */
    private void reshape(Node node) {
        Shape from = graph.shapeOf(node.input());
        Shape to = graph.shapeOf(node.output());
        int input = tensors.get(node.input());
        boolean isSame = from.equals(to);
        if (!isSame && hasArea(from)) {
            int[] turned = {1, from.channels(), from.height(), from.width()};
            int channelsFirst = tensors.like(node.input(), node.name() + "/channels_first", turned);
            transpose(node.name() + "/order", input, channelsFirst, 0, 3, 1, 2);
            input = channelsFirst;
        }
        if (!isSame && hasArea(to)) {
            int[] turned = {1, to.channels(), to.height(), to.width()};
            int channelsFirst = tensors.like(node.output(), node.name() + "/turned", turned);
            reshape(node, input, turned, channelsFirst);
            transpose(node.name() + "/back", channelsFirst, tensors.add(node.output()), 0, 2, 3, 1);
        } else {
            reshape(node, input, FileTensors.layout(to), tensors.add(node.output()));
        }
    }

    private static boolean hasArea(Shape shape) {
        return shape.isMap() && shape.channels() > 1 && shape.height() * shape.width() > 1;
    }

    private void reshape(Node node, int input, int[] shape, int output) {
        int target = tensors.integers(node.name() + "/shape", new int[] {shape.length}, shape);
        model.operator(BuiltinOperator.RESHAPE, 1, Options.reshape(shape), new int[] {input, target}, output);
    }

    private void transpose(Node node, Transpose transpose) {
        int[] order = new int[4];
        for (int axis = 0; axis < FILE_AXES.size(); axis++) {
            order[FILE_AXES.get(axis)] = FILE_AXES.get(transpose.axes().get(axis));
        }
        int input = tensors.get(node.input());
        transpose(node.name() + "/order", input, tensors.add(node.output()), order);
    }

    private void transpose(String name, int input, int output, int... order) {
        int constant = tensors.integers(name, new int[] {order.length}, order);
        model.operator(
                BuiltinOperator.TRANSPOSE,
                precision.version(1, 2),
                Options.transpose(),
                new int[] {input, constant},
                output);
    }
}
