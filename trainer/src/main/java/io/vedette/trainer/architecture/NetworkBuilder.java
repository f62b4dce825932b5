package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
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
    private static final float EPSILON = 1e-5f;

    private final RandomGenerator random;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Shape input;

    NetworkBuilder(Shape input, RandomGenerator random) {
        this.input = input.requireMap();
        this.random = random;
        shapes.put(Graph.INPUT, input);
    }

    /** Convolution without bias, batch norm, ReLU. */
    String convolution(String name, String value, Convolution convolution) {
        Shape shape = shape(value);
        int groupChannels = shape.channels() / convolution.groups();
        Shape kernel = Shape.of(
                convolution.outputChannels(),
                groupChannels,
                convolution.window().height(),
                convolution.window().width());
        int inputs = kernel.elements() / convolution.outputChannels();
        String convolved =
                add(name, convolution, value, Map.of(WeightRole.WEIGHT, normal(kernel, Math.sqrt(2.0 / inputs))));
        String normalised = batchNorm(name + ".norm", convolved);
        return add(name + ".relu", new Relu(), normalised, Map.of());
    }

    /** Average over the area, as a vector. */
    String pooledVector(String name, String value) {
        String pooled = add(name + ".pool", new GlobalAveragePool(), value, Map.of());
        return add(name, new Flatten(), pooled, Map.of());
    }

    /** A linear layer with bias and nothing behind it. */
    String classifier(String name, String value, int classes) {
        int inputs = shape(value).elements();
        return add(
                name,
                new Linear(classes),
                value,
                Map.of(
                        WeightRole.WEIGHT, normal(Shape.of(classes, inputs), Math.sqrt(1.0 / inputs)),
                        WeightRole.BIAS, Tensor.filled(Shape.of(classes), 0)));
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

    private String batchNorm(String name, String value) {
        Shape channels = Shape.of(shape(value).channels());
        return add(
                name,
                new BatchNorm(EPSILON),
                value,
                Map.of(
                        WeightRole.GAMMA, Tensor.filled(channels, 1),
                        WeightRole.BETA, Tensor.filled(channels, 0),
                        WeightRole.MEAN, Tensor.filled(channels, 0),
                        WeightRole.VARIANCE, Tensor.filled(channels, 1)));
    }

    private String add(String name, Operator operator, String value, Map<WeightRole, Tensor> weights) {
        nodes.add(Node.of(name, operator, value, weights));
        shapes.put(name, operator.outputShape(List.of(shape(value))));
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
