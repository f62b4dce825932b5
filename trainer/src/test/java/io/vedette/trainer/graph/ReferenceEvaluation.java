package io.vedette.trainer.graph;

import io.vedette.trainer.graph.Operator.BatchNorm;
import io.vedette.trainer.graph.Operator.Convolution;
import io.vedette.trainer.graph.Operator.Flatten;
import io.vedette.trainer.graph.Operator.GlobalAveragePool;
import io.vedette.trainer.graph.Operator.Linear;
import io.vedette.trainer.graph.Operator.Relu;
import java.util.HashMap;
import java.util.Map;

/** Evaluates a graph by the textbook, in doubles: what the runtimes are compared with. */
public final class ReferenceEvaluation {
    private ReferenceEvaluation() {}

    /** Every value for one picture. */
    public static Map<String, double[]> evaluate(Graph graph, float[] picture) {
        Map<String, double[]> values = new HashMap<>();
        values.put(Graph.INPUT, toDoubles(picture));
        for (Node node : graph.nodes()) {
            values.put(node.output(), evaluate(graph, node, values.get(node.input())));
        }
        return values;
    }

    /** The stored values for one picture when every one is rounded to its integers; sums are exact. */
    public static Map<String, double[]> evaluate(QuantizedGraph quantized, float[] picture) {
        Graph graph = quantized.graph();
        Map<String, double[]> values = new HashMap<>();
        values.put(Graph.INPUT, rounded(quantized.getParameters(Graph.INPUT), toDoubles(picture)));
        for (FusedNode fused : quantized.nodes()) {
            Map<WeightRole, Tensor> real = new HashMap<>();
            fused.node()
                    .weights()
                    .keySet()
                    .forEach(role -> real.put(
                            role, quantized.getWeight(fused.node(), role).toReal()));
            Node node = fused.node().withWeights(real);
            double[] result = evaluate(graph, node, values.get(node.input()));
            if (fused.endsInRelu()) {
                result = relu(result);
            }
            values.put(fused.output(), rounded(quantized.getParameters(fused.output()), result));
        }
        return values;
    }

    private static double[] rounded(QuantizationParameters parameters, double[] values) {
        double[] rounded = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double integer = Math.rint(values[i] / parameters.scale()) + parameters.zeroPoint();
            double clamped = Math.max(
                    parameters.type().lowest(), Math.min(parameters.type().highest(), integer));
            rounded[i] = (clamped - parameters.zeroPoint()) * parameters.scale();
        }
        return rounded;
    }

    private static double[] evaluate(Graph graph, Node node, double[] input) {
        Shape shape = graph.shapeOf(node.input());
        if (node.operator() instanceof Convolution convolution) {
            return convolution(node, convolution, shape, graph.shapeOf(node.output()), input);
        }
        if (node.operator() instanceof BatchNorm norm) {
            return batchNorm(node, norm, shape, input);
        }
        if (node.operator() instanceof Relu) {
            return relu(input);
        }
        if (node.operator() instanceof GlobalAveragePool) {
            return average(shape, input);
        }
        if (node.operator() instanceof Flatten) {
            return input;
        }
        if (node.operator() instanceof Linear linear) {
            return linear(node, linear, input);
        }
        throw new IllegalStateException("No reference for " + node.operator());
    }

    private static double[] convolution(Node node, Convolution convolution, Shape in, Shape out, double[] input) {
        Window window = convolution.window();
        Tensor weight = node.getWeight(WeightRole.WEIGHT);
        int perGroup = in.channels() / convolution.groups();
        int outputsPerGroup = out.channels() / convolution.groups();
        double[] result = new double[out.elements()];
        for (int o = 0; o < out.channels(); o++) {
            double bias = bias(node, o);
            for (int y = 0; y < out.height(); y++) {
                for (int x = 0; x < out.width(); x++) {
                    double sum = bias;
                    for (int i = 0; i < perGroup; i++) {
                        int channel = o / outputsPerGroup * perGroup + i;
                        for (int ky = 0; ky < window.height(); ky++) {
                            for (int kx = 0; kx < window.width(); kx++) {
                                int row = y * window.verticalStride()
                                        + ky
                                        - window.padding().top();
                                int column = x * window.horizontalStride()
                                        + kx
                                        - window.padding().left();
                                if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
                                    int kernel = ((o * perGroup + i) * window.height() + ky) * window.width() + kx;
                                    sum += weight.get(kernel)
                                            * input[(channel * in.height() + row) * in.width() + column];
                                }
                            }
                        }
                    }
                    result[(o * out.height() + y) * out.width() + x] = sum;
                }
            }
        }
        return result;
    }

    private static double[] batchNorm(Node node, BatchNorm norm, Shape shape, double[] input) {
        double[] result = new double[input.length];
        int area = shape.height() * shape.width();
        for (int i = 0; i < input.length; i++) {
            int channel = i / area;
            double centred = input[i] - node.getWeight(WeightRole.MEAN).get(channel);
            double deviation = Math.sqrt(node.getWeight(WeightRole.VARIANCE).get(channel) + (double) norm.epsilon());
            result[i] = centred / deviation * node.getWeight(WeightRole.GAMMA).get(channel)
                    + node.getWeight(WeightRole.BETA).get(channel);
        }
        return result;
    }

    private static double[] relu(double[] input) {
        double[] result = input.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.max(0, result[i]);
        }
        return result;
    }

    private static double[] average(Shape shape, double[] input) {
        int area = shape.height() * shape.width();
        double[] result = new double[shape.channels()];
        for (int i = 0; i < input.length; i++) {
            result[i / area] += input[i] / area;
        }
        return result;
    }

    private static double[] linear(Node node, Linear linear, double[] input) {
        Tensor weight = node.getWeight(WeightRole.WEIGHT);
        double[] result = new double[linear.outputs()];
        for (int o = 0; o < result.length; o++) {
            result[o] = bias(node, o);
            for (int i = 0; i < input.length; i++) {
                result[o] += weight.get(o * input.length + i) * input[i];
            }
        }
        return result;
    }

    private static double bias(Node node, int channel) {
        return node.findWeight(WeightRole.BIAS)
                .map(bias -> (double) bias.get(channel))
                .orElse(0.0);
    }

    private static double[] toDoubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
