package io.vedette.trainer.interpreter;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Pad;
import io.vedette.trainer.graph.operator.Reshape;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.Transpose;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** Computes a graph's values in doubles, whose errors are far below those of any runtime's floats. */
public final class Interpreter {
    private Interpreter() {}

    /**
     * Every value for one picture, by name, in the order in which they are made.
     *
     * @param picture preprocessed: channel by channel, row by row
     */
    public static Map<String, double[]> run(Graph graph, float[] picture) {
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put(Graph.INPUT, input(graph, picture));
        for (Node node : graph.nodes()) {
            List<double[]> inputs = node.inputs().stream()
                    .map(value -> values.getOrDefault(value, new double[0]))
                    .toList();
            values.put(node.output(), compute(node, graph.inputShapes(node), inputs));
        }
        return values;
    }

    /** A picture as a value, if it is of the size that the graph takes. */
    public static double[] input(Graph graph, float[] picture) {
        if (picture.length != graph.input().elements()) {
            throw new IllegalArgumentException("A picture for graph " + graph.name() + " must have "
                    + graph.input().elements() + " numbers but has " + picture.length);
        }
        double[] input = new double[picture.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = picture[i];
        }
        return input;
    }

    /**
     * The output of one node.
     *
     * @param shapes of the inputs
     * @param inputs the numbers of each, which stay as they are
     */
    public static double[] compute(Node node, List<Shape> shapes, List<double[]> inputs) {
        Operator operator = node.operator();
        Shape shape = shapes.get(0);
        double[] input = inputs.get(0);
        if (operator instanceof Convolution convolution) {
            return WindowComputation.convolution(node, convolution, shape, input);
        }
        if (operator instanceof MaxPool pool) {
            return WindowComputation.maximum(pool, shape, input);
        }
        if (operator instanceof AveragePool pool) {
            return WindowComputation.average(pool, shape, input);
        }
        if (operator instanceof Pad pad) {
            return WindowComputation.padded(pad.padding(), 0, shape, input);
        }
        if (operator instanceof BatchNorm norm) {
            return batchNorm(node, norm, shape, input);
        }
        if (operator instanceof Linear linear) {
            return linear(node, linear, input);
        }
        if (operator instanceof Activation activation) {
            return Arrays.stream(input).map(activation::apply).toArray();
        }
        if (operator instanceof Softmax) {
            return softmax(input);
        }
        if (operator instanceof Add) {
            return combined(input, inputs.get(1), Double::sum);
        }
        if (operator instanceof Multiply) {
            return combined(input, inputs.get(1), (a, b) -> a * b);
        }
        if (operator instanceof Concat) {
            return inputs.stream().flatMapToDouble(Arrays::stream).toArray();
        }
        if (operator instanceof GlobalAveragePool) {
            return globalAverage(shape, input);
        }
        if (operator instanceof Transpose transpose) {
            return transposed(transpose, shape, input);
        }
        if (operator instanceof Flatten
                || operator instanceof Reshape
                || operator instanceof Dropout
                || operator instanceof Identity) {
            return input;
        }
        throw new UnsupportedOperatorException("The interpreter", node, "this is a fault of the program");
    }

    private static double[] batchNorm(Node node, BatchNorm norm, Shape shape, double[] input) {
        double[] result = new double[input.length];
        int area = shape.height() * shape.width();
        for (int channel = 0; channel < shape.channels(); channel++) {
            double deviation = Math.sqrt(node.getWeight(WeightRole.VARIANCE).get(channel) + (double) norm.epsilon());
            double factor = node.getWeight(WeightRole.GAMMA).get(channel) / deviation;
            double mean = node.getWeight(WeightRole.MEAN).get(channel);
            double beta = node.getWeight(WeightRole.BETA).get(channel);
            for (int i = channel * area; i < (channel + 1) * area; i++) {
                result[i] = (input[i] - mean) * factor + beta;
            }
        }
        return result;
    }

    private static double[] linear(Node node, Linear linear, double[] input) {
        Tensor weight = node.getWeight(WeightRole.WEIGHT);
        double[] result = new double[linear.outputs()];
        for (int output = 0; output < result.length; output++) {
            double sum = bias(node, output);
            for (int i = 0; i < input.length; i++) {
                sum += weight.get(output * input.length + i) * input[i];
            }
            result[output] = sum;
        }
        return result;
    }

    static double bias(Node node, int channel) {
        return node.findWeight(WeightRole.BIAS)
                .map(bias -> (double) bias.get(channel))
                .orElse(0.0);
    }

    private static double[] softmax(double[] input) {
        double highest = Arrays.stream(input).max().orElse(0);
        double[] shares = Arrays.stream(input).map(x -> Math.exp(x - highest)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    /** Two inputs number by number, the second repeated over the area where it has one number per channel. */
    private static double[] combined(double[] first, double[] second, DoubleBinaryOperator operation) {
        int repeats = first.length / second.length;
        double[] result = new double[first.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = operation.applyAsDouble(first[i], second[i / repeats]);
        }
        return result;
    }

    private static double[] globalAverage(Shape shape, double[] input) {
        int area = shape.height() * shape.width();
        double[] result = new double[shape.channels()];
        for (int i = 0; i < input.length; i++) {
            result[i / area] += input[i] / area;
        }
        return result;
    }

    private static double[] transposed(Transpose transpose, Shape shape, double[] input) {
        Shape turned = transpose.outputShape(List.of(shape));
        int[] strides = {shape.height() * shape.width(), shape.width(), 1};
        int channelStride = strides[transpose.axes().get(0)];
        int rowStride = strides[transpose.axes().get(1)];
        int columnStride = strides[transpose.axes().get(2)];
        double[] result = new double[input.length];
        int target = 0;
        for (int channel = 0; channel < turned.channels(); channel++) {
            for (int row = 0; row < turned.height(); row++) {
                for (int column = 0; column < turned.width(); column++) {
                    result[target++] = input[channel * channelStride + row * rowStride + column * columnStride];
                }
            }
        }
        return result;
    }
}
