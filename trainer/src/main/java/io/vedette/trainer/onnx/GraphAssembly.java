package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.Ancestors;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphStorage;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.HardSigmoid;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Reshape;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.Transpose;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A graph in the making, node by node in the order in which they run.
 *
 * <p>A file's reshaping, flattening and squeezing changes no number. It is noted in {@link GraphValue#dimensions} only, and becomes a node of
 * the graph where the next reader needs a map or a vector that is not there yet.
 */
final class GraphAssembly {
    /** 256 MiB in floats: three hundred times what the largest map of a classifier of photographs holds. */
    private static final int MAX_ELEMENTS = 1 << 26;

    /** Nodes may share a tensor of the file, and each gets weights of its own, but not without end. */
    private static final int MAX_USES = 4;

    /** Weights that any file may have, however small it is: scaling by one number makes one for each channel. */
    private static final int FREE_WEIGHTS = 1 << 20;

    /** Multiplying by constants makes weights that no file holds. */
    private static final int MAX_SCALED_CHANNELS = 1 << 16;

    private static final List<Integer> CHANNELS_LAST_TO_ROWS_FIRST = List.of(1, 2, 0);

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, String> reshaped = new HashMap<>();
    private final Set<String> neverNegative = new HashSet<>();
    private final Map<String, OnnxOperatorException> endsOnly = new HashMap<>();
    private final long maxWeights;
    private final GraphStorage.Builder storage = new GraphStorage.Builder();
    private long weightElements;

    /** @param fileBytes size of the file, by which its weights are judged */
    GraphAssembly(Shape picture, long fileBytes) {
        maxWeights = FREE_WEIGHTS + MAX_USES * fileBytes;
        requireReasonable(picture);
        shapes.put(Graph.INPUT, picture);
        // What a file does to a picture beyond the range that it was calibrated for is no part of the network.
        neverNegative.add(Graph.INPUT);
    }

    private static void requireReasonable(Shape shape) {
        if (shape.elements() > MAX_ELEMENTS) {
            throw new IllegalArgumentException(
                    "makes a value of shape " + shape + " but at most " + MAX_ELEMENTS + " numbers are read");
        }
    }

    List<Node> nodes() {
        return new ArrayList<>(nodes.values());
    }

    /** Hears how values and weights are stored. */
    GraphStorage.Builder storage() {
        return storage;
    }

    /** Notes how the weight and the bias that a node took from the file unaltered are stored. */
    void noteWeights(String node, OnnxConstant weight, Optional<OnnxConstant> bias) {
        weight.storage().ifPresent(integers -> storage.weight(node, WeightRole.WEIGHT, integers.get()));
        bias.flatMap(OnnxConstant::storage)
                .ifPresent(integers -> storage.weight(node, WeightRole.BIAS, integers.get()));
    }

    Optional<Node> producer(String value) {
        return Optional.ofNullable(nodes.get(value));
    }

    Shape shapeOf(String value) {
        Shape shape = shapes.get(value);
        if (shape == null) {
            throw new IllegalStateException("Value " + value + " is read before it is made");
        }
        return shape;
    }

    boolean isNeverNegative(String value) {
        return neverNegative.contains(value);
    }

    /** Adds a node and names the value that it makes, as wanted where that name is free. */
    String add(String wanted, Operator operator, List<String> inputs, Map<WeightRole, Tensor> weights) {
        Shape output = operator.outputShape(inputs.stream().map(this::shapeOf).toList());
        requireReasonable(output);
        countWeights(weights);
        String name = free(wanted);
        nodes.put(name, new Node(name, operator, inputs, name, weights));
        shapes.put(name, output);
        if (isClampedBelow(operator) || (keepsSign(operator) && neverNegative.containsAll(inputs))) {
            neverNegative.add(name);
        }
        return name;
    }

    private void countWeights(Map<WeightRole, Tensor> weights) {
        for (Tensor weight : weights.values()) {
            weightElements += weight.elements();
        }
        if (weightElements > maxWeights) {
            throw new IllegalArgumentException("raises the number of weights to " + weightElements + " but at most "
                    + maxWeights + " are read of a file of that size");
        }
    }

    String add(String wanted, Operator operator, String input) {
        return add(wanted, operator, List.of(input), Map.of());
    }

    private static boolean isClampedBelow(Operator operator) {
        return operator instanceof Relu
                || operator instanceof Relu6
                || operator instanceof Sigmoid
                || operator instanceof HardSigmoid
                || operator instanceof Softmax;
    }

    private static boolean keepsSign(Operator operator) {
        return operator.keepsScale()
                || operator instanceof Add
                || operator instanceof Multiply
                || operator instanceof GlobalAveragePool;
    }

    private String free(String wanted) {
        String base = wanted.isBlank() ? "value" : wanted;
        String name = base;
        for (int i = 2; shapes.containsKey(name); i++) {
            name = base + "/" + i;
        }
        return name;
    }

    /** Takes back a node that nobody reads. */
    void remove(Node node) {
        nodes.remove(node.output());
        shapes.remove(node.output());
        neverNegative.remove(node.output());
    }

    /** Notes a node that has no form in a graph, which matters only if it is needed in the end. */
    void refuseIfNeeded(String value, OnnxOperatorException reason) {
        endsOnly.put(value, reason);
    }

    // Forms of a value.

    /** The value with its channels first, as a map. */
    GraphValue asMap(GraphValue given) {
        GraphValue value = asPlanar(given);
        List<Integer> dimensions = value.dimensions();
        if (dimensions.size() != 4 || dimensions.get(0) != 1) {
            throw new IllegalArgumentException(
                    "needs a batch of one map, 1, channels, height, width, but reads shape " + dimensions);
        }
        return value.withName(reshaped(value.name(), new Shape(dimensions.subList(1, 4))));
    }

    /** The numbers of a value as a vector. */
    String asVector(GraphValue given) {
        GraphValue value = asPlanar(given);
        return reshaped(value.name(), Shape.of(shapeOf(value.name()).elements()));
    }

    /** A value in the order of the file. */
    GraphValue asPlanar(GraphValue value) {
        if (!value.isInterleaved()) {
            return value;
        }
        String key = value.name() + " interleaved";
        String turned = reshaped.get(key);
        if (turned == null) {
            turned = add(value.name() + "/interleaved", new Transpose(CHANNELS_LAST_TO_ROWS_FIRST), value.name());
            reshaped.put(key, turned);
        }
        return value.planar(value.dimensions()).withName(turned);
    }

    /** A graph's value in another shape, made once for all who read it. */
    String reshaped(String value, Shape shape) {
        if (shapeOf(value).equals(shape)) {
            return value;
        }
        String key = value + " " + shape;
        String known = reshaped.get(key);
        if (known == null) {
            boolean isFlat = shapeOf(value).isMap() && shape.isVector();
            known = isFlat
                    ? add(value + "/vector", new Flatten(), value)
                    : add(value + "/reshaped", new Reshape(shape), value);
            reshaped.put(key, known);
        }
        return known;
    }

    // Multiplication and addition of constants.

    static void requireScalable(int channels) {
        if (channels > MAX_SCALED_CHANNELS) {
            throw new IllegalArgumentException("multiplies or adds constants to " + channels + " channels but at most "
                    + MAX_SCALED_CHANNELS + " are read");
        }
    }

    /**
     * factor · value + summand for each channel: put into the convolution, linear layer or batch norm that made the value where nobody else reads that,
     * else a convolution of single pixels.
     */
    GraphValue scaled(String wanted, GraphValue value, ChannelScaling scaling) {
        Optional<Node> layer = producer(value.name())
                .filter(node -> value.isExclusive() && takesScaling(node))
                .filter(node -> shapeOf(value.name()).channels() == scaling.channels());
        if (layer.isPresent()) {
            Node scaled = scaling.applied(layer.get());
            nodes.put(scaled.output(), scaled);
            storage.forgetWeights(scaled.name());
            neverNegative.remove(scaled.output());
            return value;
        }
        Shape shape = shapeOf(value.name());
        int channels = scaling.channels();
        String map = shape.isMap() && shape.channels() == channels
                ? value.name()
                : reshaped(value.name(), Shape.of(channels, shape.elements() / channels, 1));
        Window window = Window.square(1, 1, Padding.NONE);
        Shape kernel = Shape.of(channels, 1, 1, 1);
        Tensor weight = Tensor.owning(kernel, scaling.factors().toArray());
        String result = add(
                wanted,
                new Convolution(channels, window, channels),
                List.of(map),
                Map.of(WeightRole.WEIGHT, weight, WeightRole.BIAS, scaling.summands()));
        return new GraphValue(result, value.dimensions(), value.isInterleaved(), true, Optional.empty());
    }

    private static boolean takesScaling(Node node) {
        return node.operator() instanceof Convolution
                || node.operator() instanceof Linear
                || node.operator() instanceof BatchNorm;
    }

    // The end.

    /** The nodes without which the values cannot be made, in their order. */
    List<Node> neededFor(List<String> values) {
        List<Node> kept = Ancestors.among(nodes(), values);
        for (Node node : kept) {
            OnnxOperatorException reason = endsOnly.get(node.output());
            if (reason != null) {
                throw reason;
            }
        }
        return kept;
    }
}
