package io.vedette.trainer.training;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Operator;
import io.vedette.trainer.graph.Shape;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.WeightRole;
import io.vedette.trainer.graph.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A graph computed for one picture by the textbook's loops, in double precision. */
final class PlainNetwork {
    private final Graph graph;

    PlainNetwork(Graph graph) {
        this.graph = graph;
    }

    double[] logits(double[] picture) {
        Map<String, double[]> values = new HashMap<>();
        values.put(Graph.INPUT, picture);
        for (Node node : graph.nodes()) {
            values.put(
                    node.output(),
                    run(node, Objects.requireNonNull(values.get(node.input())), graph.shapeOf(node.input())));
        }
        return Objects.requireNonNull(values.get(graph.logits()));
    }

    private static double[] run(Node node, double[] input, Shape shape) {
        Operator operator = node.operator();
        if (operator instanceof Operator.Convolution convolution) {
            return convolve(node, convolution, input, shape);
        }
        if (operator instanceof Operator.BatchNorm norm) {
            double[] output = new double[input.length];
            int area = shape.height() * shape.width();
            for (int i = 0; i < input.length; i++) {
                int c = i / area;
                output[i] = (input[i] - at(node, WeightRole.MEAN, c))
                                / Math.sqrt(at(node, WeightRole.VARIANCE, c) + norm.epsilon())
                                * at(node, WeightRole.GAMMA, c)
                        + at(node, WeightRole.BETA, c);
            }
            return output;
        }
        if (operator instanceof Operator.Relu) {
            double[] output = input.clone();
            for (int i = 0; i < output.length; i++) {
                output[i] = Math.max(0, output[i]);
            }
            return output;
        }
        if (operator instanceof Operator.GlobalAveragePool) {
            double[] output = new double[shape.channels()];
            int area = shape.height() * shape.width();
            for (int i = 0; i < input.length; i++) {
                output[i / area] += input[i] / area;
            }
            return output;
        }
        if (operator instanceof Operator.Flatten) {
            return input;
        }
        if (operator instanceof Operator.Linear linear) {
            double[] output = new double[linear.outputs()];
            for (int o = 0; o < output.length; o++) {
                output[o] = bias(node, o);
                for (int i = 0; i < input.length; i++) {
                    output[o] += input[i] * at(node, WeightRole.WEIGHT, o * input.length + i);
                }
            }
            return output;
        }
        throw new IllegalStateException(
                "Add the operator " + operator.getClass().getSimpleName());
    }

    private static double[] convolve(Node node, Operator.Convolution convolution, double[] input, Shape shape) {
        Window w = convolution.window();
        int height = w.outputHeight(shape.height());
        int width = w.outputWidth(shape.width());
        int perGroup = shape.channels() / convolution.groups();
        int outputsPerGroup = convolution.outputChannels() / convolution.groups();
        double[] output = new double[convolution.outputChannels() * height * width];
        for (int o = 0; o < convolution.outputChannels(); o++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double sum = bias(node, o);
                    for (int c = 0; c < perGroup; c++) {
                        for (int ky = 0; ky < w.height(); ky++) {
                            for (int kx = 0; kx < w.width(); kx++) {
                                int sy = y * w.verticalStride()
                                        + ky
                                        - w.padding().top();
                                int sx = x * w.horizontalStride()
                                        + kx
                                        - w.padding().left();
                                if (sy >= 0 && sx >= 0 && sy < shape.height() && sx < shape.width()) {
                                    int channel = o / outputsPerGroup * perGroup + c;
                                    sum += input[(channel * shape.height() + sy) * shape.width() + sx]
                                            * at(
                                                    node,
                                                    WeightRole.WEIGHT,
                                                    ((o * perGroup + c) * w.height() + ky) * w.width() + kx);
                                }
                            }
                        }
                    }
                    output[(o * height + y) * width + x] = sum;
                }
            }
        }
        return output;
    }

    private static double bias(Node node, int index) {
        return node.findWeight(WeightRole.BIAS).map(tensor -> tensor.get(index)).orElse(0f);
    }

    private static double at(Node node, WeightRole role, int index) {
        Tensor tensor = node.getWeight(role);
        return tensor.get(index);
    }
}
