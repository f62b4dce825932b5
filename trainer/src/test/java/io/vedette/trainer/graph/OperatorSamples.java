package io.vedette.trainer.graph;

import io.vedette.trainer.graph.Operator.BatchNorm;
import io.vedette.trainer.graph.Operator.Convolution;
import io.vedette.trainer.graph.Operator.Flatten;
import io.vedette.trainer.graph.Operator.GlobalAveragePool;
import io.vedette.trainer.graph.Operator.Linear;
import io.vedette.trainer.graph.Operator.Relu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random small graphs for tests: one in which each operator occurs, for everything that must handle every operator. */
public final class OperatorSamples {
    private static final Shape INPUT = Shape.of(3, 9, 7);

    private OperatorSamples() {}

    /** Operator kinds that exist. */
    public static List<Class<?>> kinds() {
        return Arrays.asList(Operator.class.getPermittedSubclasses());
    }

    /** Per operator kind a graph that holds it. */
    public static Map<Class<?>, Graph> graphs(long seed) {
        Map<Class<?>, Graph> graphs = new LinkedHashMap<>();
        kinds().forEach(kind -> graphs.put(kind, graph(kind, seed)));
        return graphs;
    }

    /** A graph that holds the operator kind, in as few others as a classifier needs. */
    public static Graph graph(Class<?> kind, long seed) {
        Stack stack = new Stack(INPUT, new Random(seed));
        if (kind == Convolution.class) {
            // Symmetric and asymmetric padding, strides, depthwise, more outputs than inputs per group, groups,
            // pointwise.
            stack.add("same", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            stack.add("uneven", new Convolution(6, new Window(3, 2, 2, 1, new Padding(0, 1, 1, 0)), 1));
            stack.add("depthwise", new Convolution(6, Window.square(3, 1, Padding.around(1)), 6));
            stack.add("multiplied", new Convolution(12, Window.square(2, 1, Padding.NONE), 6));
            stack.add("strided", new Convolution(12, Window.square(3, 2, Padding.around(1)), 12));
            stack.add("pointwise", new Convolution(5, Window.square(1, 1, Padding.NONE), 1));
            stack.add("paired", new Convolution(10, Window.square(1, 1, Padding.NONE), 5));
            stack.add("grouped", new Convolution(4, Window.square(3, 1, Padding.around(1)), 2));
            stack.addWithoutBias("bare", new Convolution(4, Window.square(1, 1, Padding.NONE), 1));
            return stack.classified(true);
        }
        if (kind == BatchNorm.class) {
            stack.add("norm", new BatchNorm(1e-3f));
            stack.add("same", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            stack.add("folded", new BatchNorm(1e-5f));
            return stack.classified(true);
        }
        if (kind == Relu.class) {
            stack.add("first", new Relu());
            stack.add("same", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            stack.add("fused", new Relu());
            stack.add("again", new Relu());
            return stack.classified(true);
        }
        if (kind == GlobalAveragePool.class || kind == Linear.class) {
            stack.add("same", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            return stack.classified(true);
        }
        if (kind == Flatten.class) {
            return stack.classified(false);
        }
        throw new IllegalStateException("No sample for operator " + kind.getSimpleName() + ": add one");
    }

    /** Weights of the shapes an operator asks for, all optional ones included unless left out. */
    public static Map<WeightRole, Tensor> randomWeights(
            Operator operator, List<Shape> inputs, boolean withOptional, Random random) {
        Map<WeightRole, Tensor> weights = new EnumMap<>(WeightRole.class);
        for (WeightSpec spec : operator.weights(inputs)) {
            if (withOptional || !spec.isOptional()) {
                weights.put(spec.role(), random(spec, random));
            }
        }
        return weights;
    }

    private static Tensor random(WeightSpec spec, Random random) {
        float[] values = new float[spec.shape().elements()];
        double deviation =
                spec.role() == WeightRole.WEIGHT ? Math.sqrt(2.0 * spec.shape().dimension(0) / values.length) : 0.5;
        for (int i = 0; i < values.length; i++) {
            double normal = random.nextGaussian();
            values[i] = (float) (spec.role() == WeightRole.VARIANCE ? 0.3 + normal * normal : normal * deviation);
        }
        return Tensor.owning(spec.shape(), values);
    }

    private static final class Stack {
        private final Shape input;
        private final Random random;
        private final List<Node> nodes = new ArrayList<>();
        private String value = Graph.INPUT;
        private Shape shape;

        Stack(Shape input, Random random) {
            this.input = input;
            this.random = random;
            this.shape = input;
        }

        void add(String name, Operator operator) {
            add(name, operator, true);
        }

        void addWithoutBias(String name, Operator operator) {
            add(name, operator, false);
        }

        private void add(String name, Operator operator, boolean withOptional) {
            nodes.add(Node.of(name, operator, value, randomWeights(operator, List.of(shape), withOptional, random)));
            shape = operator.outputShape(List.of(shape));
            value = name;
        }

        Graph classified(boolean pooled) {
            if (pooled) {
                add("pool", new GlobalAveragePool());
            }
            add("features", new Flatten());
            add("scores", new Linear(5));
            return new Graph("sample", input, nodes, "scores", "features");
        }
    }
}
