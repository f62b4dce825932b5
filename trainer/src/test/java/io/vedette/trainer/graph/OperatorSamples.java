package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.BatchNorm;
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
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Reshape;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Silu;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.Transpose;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.WeightSpec;
import io.vedette.trainer.graph.operator.Window;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Random small graphs for tests: one in which each operator occurs, for everything that must handle every operator. */
public final class OperatorSamples {
    private static final Shape INPUT = Shape.of(3, 9, 7);

    private OperatorSamples() {}

    /** Operator kinds that exist. */
    public static List<Class<?>> kinds() {
        List<Class<?>> kinds = new ArrayList<>();
        for (Class<?> kind : Operator.class.getPermittedSubclasses()) {
            kinds.addAll(kind.isSealed() ? List.of(kind.getPermittedSubclasses()) : List.of(kind));
        }
        return kinds;
    }

    /** Per operator kind a graph that holds it. */
    public static Map<Class<?>, Graph> graphs(long seed) {
        Map<Class<?>, Graph> graphs = new LinkedHashMap<>();
        kinds().forEach(kind -> graphs.put(kind, graph(kind, seed)));
        return graphs;
    }

    /** A graph that holds the operator kind, in as few others as a classifier needs. */
    public static Graph graph(Class<?> kind, long seed) {
        GraphStack stack = new GraphStack(INPUT, new Random(seed));
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
            stack.add("dilated", new Convolution(10, new Window(3, 2, 1, 1, Padding.around(2), 2, 2), 1));
            stack.add("depthwise_dilated", new Convolution(10, new Window(3, 3, 1, 1, Padding.around(2), 2, 2), 10));
            stack.add("grouped", new Convolution(4, Window.square(3, 1, Padding.around(1)), 2));
            stack.addWithoutBias("bare", new Convolution(4, Window.square(1, 1, Padding.NONE), 1));
            // Padded as SAME along one axis, with a row left over along the other.
            stack.add("stepped", new Convolution(4, new Window(1, 2, 2, 1, new Padding(0, 0, 0, 1)), 1));
            return stack.classified(true);
        }
        if (kind == BatchNorm.class) {
            stack.add("norm", new BatchNorm(1e-3f));
            stack.add("same", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            stack.add("folded", new BatchNorm(1e-5f));
            return stack.classified(true);
        }
        if (kind == GlobalAveragePool.class || kind == Linear.class) {
            stack.add("same", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            return stack.classified(true);
        }
        if (kind == Flatten.class) {
            return stack.classified(false);
        }
        if (Activation.class.isAssignableFrom(kind)) {
            stack.add("first", activation(kind));
            stack.add("same", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            stack.add("second", activation(kind));
            stack.add("bare", new Convolution(6, Window.square(1, 1, Padding.NONE), 1));
            return stack.classified(true);
        }
        if (kind == Add.class || kind == Multiply.class) {
            Operator operator = kind == Add.class ? new Add() : new Multiply();
            String left = stack.add("left", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            String right = stack.add("right", new Convolution(6, Window.square(1, 1, Padding.NONE), 1));
            String both = stack.join("both", operator, left, right);
            stack.add("clamped", new Relu());
            stack.add("squeezed", new GlobalAveragePool());
            String excitation = stack.add("excitation", new Convolution(6, Window.square(1, 1, Padding.NONE), 1));
            stack.join("excited", operator, both, excitation);
            return stack.classified(true);
        }
        if (kind == Concat.class) {
            String left = stack.add("left", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            String right = stack.add("right", new Convolution(3, Window.square(1, 1, Padding.NONE), 1));
            String gate = stack.add("gate", new Sigmoid());
            stack.join("both", new Concat(), left, right, gate);
            return stack.classified(true);
        }
        if (kind == MaxPool.class) {
            stack.add("valid", new MaxPool(Window.square(2, 1, Padding.NONE)));
            stack.add("same", new MaxPool(Window.square(3, 2, Padding.around(1))));
            stack.add("uneven", new MaxPool(new Window(2, 3, 1, 1, new Padding(1, 0, 0, 1))));
            return stack.classified(true);
        }
        if (kind == AveragePool.class) {
            // Windows of odd numbers leave no halves, which runtimes round each in their own way.
            stack.add("valid", new AveragePool(new Window(3, 1, 2, 1, Padding.NONE), false));
            stack.add("same", new AveragePool(Window.square(3, 1, Padding.around(1)), false));
            stack.add("counted", new AveragePool(new Window(1, 3, 1, 1, new Padding(0, 2, 0, 1)), true));
            return stack.classified(true);
        }
        if (kind == Pad.class) {
            stack.add("same", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            stack.add("padded", new Pad(new Padding(1, 2, 0, 3)));
            // To a pool's own padding belong no zeros.
            stack.add("highest", new MaxPool(Window.square(2, 1, Padding.NONE)));
            return stack.classified(true);
        }
        if (kind == Reshape.class) {
            stack.add("split", new Reshape(Shape.of(1, 27, 7)));
            stack.add("wide", new Reshape(Shape.of(9, 3, 7)));
            stack.add("same", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            stack.add("vector", new Reshape(Shape.of(6 * 3 * 7)));
            stack.add("map", new Reshape(Shape.of(3, 6, 7)));
            return stack.classified(true);
        }
        if (kind == Transpose.class) {
            stack.add("turned", new Transpose(List.of(0, 2, 1)));
            stack.add("same", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            stack.add("rolled", new Transpose(List.of(1, 2, 0)));
            return stack.classified(true);
        }
        if (kind == Dropout.class || kind == Identity.class) {
            stack.add("same", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            String handed = stack.add("handed", kind == Dropout.class ? new Dropout(0.5f) : new Identity());
            // What is joined with a wider value has its scale, in which a bias of another reader is kept.
            String wide = stack.add("wide", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            stack.join("both", new Concat(), handed, wide);
            return stack.classified(true);
        }
        if (kind == Softmax.class) {
            stack.add("same", new Convolution(6, Window.square(3, 1, Padding.around(1)), 1));
            stack.add("pool", new GlobalAveragePool());
            stack.add("features", new Flatten());
            stack.add("scores", new Linear(5));
            stack.add("shares", new Softmax());
            return stack.graph("shares", "features");
        }
        throw new IllegalStateException("No sample for operator " + kind.getSimpleName() + ": add one");
    }

    private static Activation activation(Class<?> kind) {
        return Stream.of(
                        new Relu(),
                        new Relu6(),
                        new LeakyRelu(0.1f),
                        new HardSwish(),
                        new HardSigmoid(),
                        new Sigmoid(),
                        new Silu())
                .filter(kind::isInstance)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No sample for " + kind + ": add one"));
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
}
