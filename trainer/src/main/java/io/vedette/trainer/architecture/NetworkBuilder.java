package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Appends layers with initialised weights to a graph; each method returns the name of the value it makes.
 *
 * <p>Weights are normal with deviation √(2 / inputs of one output) before a ReLU (He et al. 2015, arXiv:1502.01852) and √(1 / inputs)
 * in the classifier, which has none behind it.
 */
final class NetworkBuilder {
    private final RandomGenerator random;
    private final float epsilon;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Shape input;

    private NetworkBuilder(Shape input, RandomGenerator random, float epsilon) {
        this.input = input.requireMap();
        this.random = random;
        this.epsilon = epsilon;
        shapes.put(Graph.INPUT, input);
    }

    /**
     * A builder, or a refusal of pictures too small to leave anything after the network's strides.
     *
     * @param epsilon of every batch norm
     */
    static NetworkBuilder forAtLeast(int smallest, Shape input, RandomGenerator random, float epsilon) {
        if (input.requireMap().height() < smallest || input.width() < smallest) {
            throw new IllegalArgumentException(
                    "Pictures must be at least " + smallest + " pixels wide and high but the input is " + input);
        }
        return new NetworkBuilder(input, random, epsilon);
    }

    /** Convolution without bias, batch norm, ReLU. */
    String convolution(String name, String value, Convolution convolution) {
        return convolution(name, value, convolution, new Relu());
    }

    /** Convolution without bias, batch norm, activation. */
    String convolution(String name, String value, Convolution convolution, Activation activation) {
        return apply(name + ".act", activation, normalised(name, value, convolution));
    }

    /** Convolution without bias, batch norm. */
    String normalised(String name, String value, Convolution convolution) {
        return batchNorm(name + ".norm", weighted(name, value, convolution, false));
    }

    /** Convolution with bias, batch norm. */
    String biasedAndNormalised(String name, String value, Convolution convolution) {
        return batchNorm(name + ".norm", weighted(name, value, convolution, true));
    }

    /** Convolution with bias, ReLU. */
    String biased(String name, String value, Convolution convolution) {
        return apply(name + ".act", new Relu(), weighted(name, value, convolution, true));
    }

    /** Convolution and nothing behind it. */
    String weighted(String name, String value, Convolution convolution, boolean hasBias) {
        Shape shape = shape(value);
        Shape kernel = Shape.of(
                convolution.outputChannels(),
                shape.channels() / convolution.groups(),
                convolution.window().height(),
                convolution.window().width());
        int inputs = kernel.elements() / convolution.outputChannels();
        Map<WeightRole, Tensor> weights = new HashMap<>();
        weights.put(WeightRole.WEIGHT, normal(kernel, Math.sqrt(2.0 / inputs)));
        if (hasBias) {
            weights.put(WeightRole.BIAS, Tensor.filled(Shape.of(convolution.outputChannels()), 0));
        }
        return add(name, convolution, List.of(value), weights);
    }

    /** An operator without weights. */
    String apply(String name, Operator operator, String... values) {
        return add(name, operator, List.of(values), Map.of());
    }

    /** Average over the area, as a vector. */
    String pooledVector(String name, String value) {
        String pooled = apply(name + ".pool", new GlobalAveragePool(), value);
        return apply(name, new Flatten(), pooled);
    }

    /** A linear layer with bias and an activation behind it. */
    String linear(String name, String value, int outputs, Activation activation) {
        return apply(name + ".act", activation, linear(name, value, outputs, 2));
    }

    /** A linear layer with bias and nothing behind it. */
    String classifier(String name, String value, int classes) {
        return linear(name, value, classes, 1);
    }

    private String linear(String name, String value, int outputs, double gain) {
        int inputs = shape(value).elements();
        return add(
                name,
                new Linear(outputs),
                List.of(value),
                Map.of(
                        WeightRole.WEIGHT, normal(Shape.of(outputs, inputs), Math.sqrt(gain / inputs)),
                        WeightRole.BIAS, Tensor.filled(Shape.of(outputs), 0)));
    }

    Graph build(String name, String logits, String embedding) {
        return new Graph(name, input, nodes, logits, embedding);
    }

    Shape shape(String value) {
        Shape shape = shapes.get(value);
        if (shape == null) {
            throw new IllegalStateException("No layer has made value " + value);
        }
        return shape;
    }

    /** A window padded as TensorFlow's SAME asks for on a value. */
    Window same(int size, int stride, String value) {
        Window window = Window.square(size, stride, Padding.NONE);
        Shape shape = shape(value);
        return window.withPadding(window.samePadding(shape.height(), shape.width()));
    }

    /** The maximum under windows in steps of two, half the width and height rounded up: a window that begins inside counts. */
    String halvedUp(String name, String value, int size) {
        Shape shape = shape(value);
        Padding rest = new Padding(0, 0, missing(shape.height(), size), missing(shape.width(), size));
        return apply(name, new MaxPool(Window.square(size, 2, rest)), value);
    }

    private static int missing(int extent, int size) {
        return Math.floorMod(size - extent, 2);
    }

    private String batchNorm(String name, String value) {
        Shape channels = Shape.of(shape(value).channels());
        return add(
                name,
                new BatchNorm(epsilon),
                List.of(value),
                Map.of(
                        WeightRole.GAMMA, Tensor.filled(channels, 1),
                        WeightRole.BETA, Tensor.filled(channels, 0),
                        WeightRole.MEAN, Tensor.filled(channels, 0),
                        WeightRole.VARIANCE, Tensor.filled(channels, 1)));
    }

    private String add(String name, Operator operator, List<String> values, Map<WeightRole, Tensor> weights) {
        nodes.add(new Node(name, operator, values, name, weights));
        shapes.put(name, operator.outputShape(values.stream().map(this::shape).toList()));
        return name;
    }

    private Tensor normal(Shape shape, double deviation) {
        float[] values = new float[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return Tensor.owning(shape, values);
    }
}
