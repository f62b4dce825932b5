package io.vedette.trainer.interpreter;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedTensor;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.UnsupportedOperatorException;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.AveragePool;
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
import java.util.Objects;

/**
 * Computes an integer graph with the arithmetic of TensorFlow Lite's reference kernels ({@code lite/kernels/internal/reference}), to the last
 * bit but for sigmoid and softmax, which these take from tables.
 *
 * <p>Sums of products of bytes are exact in doubles, so the passes over maps are the {@link Interpreter}'s own.
 */
public final class IntegerInterpreter {
    private final QuantizedGraph quantized;

    private IntegerInterpreter(QuantizedGraph quantized) {
        this.quantized = quantized;
    }

    /**
     * The integers of every stored value for one picture, by name, in the order in which they are made.
     *
     * @param picture preprocessed: channel by channel, row by row
     */
    public static Map<String, int[]> run(QuantizedGraph quantized, float[] picture) {
        Graph graph = quantized.graph();
        if (picture.length != graph.input().elements()) {
            throw new IllegalArgumentException("A picture for graph " + graph.name() + " must have "
                    + graph.input().elements() + " numbers but has " + picture.length);
        }
        IntegerInterpreter interpreter = new IntegerInterpreter(quantized);
        Map<String, int[]> values = new LinkedHashMap<>();
        values.put(Graph.INPUT, quantized(picture, quantized.getParameters(Graph.INPUT)));
        for (FusedNode fused : quantized.nodes()) {
            List<int[]> inputs = fused.node().inputs().stream()
                    .map(value -> Objects.requireNonNull(values.get(value)))
                    .toList();
            values.put(fused.output(), interpreter.compute(fused, inputs));
        }
        return values;
    }

    private static int[] quantized(float[] values, QuantizationParameters parameters) {
        IntegerLimits limits = IntegerLimits.of(parameters);
        int[] integers = new int[values.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = limits.rounded(values[i] / (double) parameters.scale() + parameters.zeroPoint());
        }
        return integers;
    }

    /** The output of one node with what is fused to it, for the integers of its inputs; a node that stays in floats is refused. */
    public static int[] compute(QuantizedGraph quantized, FusedNode fused, List<int[]> inputs) {
        return new IntegerInterpreter(quantized).compute(fused, inputs);
    }

    private int[] compute(FusedNode fused, List<int[]> inputs) {
        Node node = fused.node();
        if (quantized.floatNodes().contains(node.name())) {
            throw new UnsupportedOperatorException("The integer interpreter", node, "it stays in floats");
        }
        Operator operator = node.operator();
        List<Shape> shapes = quantized.graph().inputShapes(node);
        QuantizationParameters in = quantized.getParameters(node.inputs().get(0));
        QuantizationParameters out = quantized.getParameters(fused.output());
        IntegerLimits limits = IntegerLimits.of(out, fused.activation());
        int[] input = inputs.get(0);
        if (operator instanceof Convolution || operator instanceof Linear) {
            return weighted(node, shapes, input, in, out, limits);
        }
        if (operator instanceof Activation activation) {
            return IntegerActivations.apply(activation, input, in, out);
        }
        if (operator instanceof Add) {
            QuantizationParameters second =
                    quantized.getParameters(node.inputs().get(1));
            return IntegerElements.add(input, in, inputs.get(1), second, out, limits);
        }
        if (operator instanceof Multiply) {
            QuantizationParameters second =
                    quantized.getParameters(node.inputs().get(1));
            return IntegerElements.multiply(input, in, inputs.get(1), second, out, limits);
        }
        if (operator instanceof GlobalAveragePool) {
            return IntegerElements.mean(input, shapes.get(0), in, out, limits);
        }
        if (operator instanceof AveragePool pool) {
            int around = pool.countsPadding() ? in.zeroPoint() : 0;
            double[] sums = WindowComputation.sums(pool.window(), shapes.get(0), doubles(input, 0), around);
            double[] counts = WindowComputation.counts(pool, shapes.get(0));
            int[] averages = new int[sums.length];
            for (int i = 0; i < averages.length; i++) {
                averages[i] = limits.rounded(sums[i] / counts[i]);
            }
            return averages;
        }
        if (operator instanceof Softmax) {
            double[] shares = Interpreter.compute(node, shapes, List.of(reals(input, in)));
            return Arrays.stream(shares)
                    .mapToInt(share -> limits.rounded(share / out.scale() + out.zeroPoint()))
                    .toArray();
        }
        if (operator instanceof Identity) {
            return IntegerElements.rescaled(input, in, out, limits);
        }
        if (operator instanceof MaxPool
                || operator instanceof Pad
                || operator instanceof Concat
                || operator instanceof Flatten
                || operator instanceof Reshape
                || operator instanceof Transpose
                || operator instanceof Dropout) {
            return moved(node, shapes, inputs, in.zeroPoint());
        }
        throw new UnsupportedOperatorException("The integer interpreter", node, "fold batch norm first");
    }

    /** What passes integers on: a zero that it adds is the zero point. */
    private static int[] moved(Node node, List<Shape> shapes, List<int[]> inputs, int zeroPoint) {
        List<double[]> centred =
                inputs.stream().map(input -> doubles(input, zeroPoint)).toList();
        return Arrays.stream(Interpreter.compute(node, shapes, centred))
                .mapToInt(value -> (int) value + zeroPoint)
                .toArray();
    }

    private int[] weighted(
            Node node,
            List<Shape> shapes,
            int[] input,
            QuantizationParameters in,
            QuantizationParameters out,
            IntegerLimits limits) {
        QuantizedTensor weight = quantized.getWeight(node, WeightRole.WEIGHT);
        float[] integers = new float[weight.shape().elements()];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = weight.get(i);
        }
        Node plain = new Node(
                node.name(),
                node.operator(),
                node.inputs(),
                node.output(),
                Map.of(WeightRole.WEIGHT, Tensor.owning(weight.shape(), integers)));
        double[] sums = Interpreter.compute(plain, shapes, List.of(doubles(input, in.zeroPoint())));
        int channels = weight.shape().dimension(0);
        int area = sums.length / channels;
        int[] result = new int[sums.length];
        for (int channel = 0; channel < channels; channel++) {
            int output = channel;
            int bias = quantized
                    .findWeight(node, WeightRole.BIAS)
                    .map(tensor -> tensor.get(output))
                    .orElse(0);
            FixedPoint factor =
                    FixedPoint.of((double) in.scale() * weight.parameters().scale(channel) / out.scale());
            for (int i = channel * area; i < (channel + 1) * area; i++) {
                result[i] = limits.clamped(factor.times((int) sums[i] + bias) + out.zeroPoint());
            }
        }
        return result;
    }

    private static double[] doubles(int[] integers, int zeroPoint) {
        return Arrays.stream(integers)
                .mapToDouble(integer -> (double) integer - zeroPoint)
                .toArray();
    }

    private static double[] reals(int[] integers, QuantizationParameters parameters) {
        return Arrays.stream(integers).mapToDouble(parameters::toReal).toArray();
    }
}
