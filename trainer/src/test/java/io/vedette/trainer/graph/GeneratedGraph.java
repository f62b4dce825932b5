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
import io.vedette.trainer.graph.operator.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A valid graph made of a seed: operators of every kind in any order that fits, windows of any form, branches that part and join.
 *
 * <p>What a file of a format cannot hold is left out: a pool in a TFLite file leaves out of its averages no other padding than SAME.
 */
public final class GeneratedGraph {
    private static final int MOST_CHANNELS = 12;
    private static final int MOST_ELEMENTS = 1500;
    private static final int FEWEST_STEPS = 2;
    private static final int MOST_STEPS = 11;

    private final Random random;
    private final GraphStack stack;
    /** What a branch may begin at or end with. */
    private final List<String> maps = new ArrayList<>();

    private int named;

    private GeneratedGraph(Random random) {
        this.random = random;
        int channels = random.nextBoolean() ? 1 : 3;
        this.stack = new GraphStack(Shape.of(channels, between(4, 13), between(4, 13)), random);
    }

    /** The same graph for the same seed. */
    public static Graph of(long seed) {
        return new GeneratedGraph(new Random(seed)).generate("generated-" + seed);
    }

    private Graph generate(String name) {
        List<Runnable> steps = List.of(
                this::convolution,
                this::convolution,
                this::convolution,
                this::convolution,
                this::norm,
                this::activation,
                this::activation,
                this::activation,
                this::maximum,
                this::average,
                this::pad,
                this::nothing,
                this::transpose,
                this::reshape,
                this::vectorBetween,
                this::sum,
                this::sum,
                this::product,
                this::excitation,
                this::excitation,
                this::concatenation,
                this::concatenation,
                this::elsewhere);
        int count = between(FEWEST_STEPS, MOST_STEPS);
        for (int step = 0; step < count; step++) {
            one(steps).run();
            maps.add(stack.value());
        }
        return classified(name);
    }

    // Steps from a map to a map.

    private void convolution() {
        Shape map = map();
        List<Integer> divisors = divisors(map.channels());
        int groups = one(List.of(1, 1, 1, map.channels(), map.channels(), one(divisors)));
        int most = Math.max(1, MOST_CHANNELS / groups);
        convolution(groups * between(1, most), window(map, 4, true), groups);
    }

    private String convolution(int outputs, Window window, int groups) {
        String name = name("convolution");
        if (chance(5)) {
            stack.addWithoutBias(name, new Convolution(outputs, window, groups));
        } else {
            stack.add(name, new Convolution(outputs, window, groups));
        }
        return name;
    }

    private void norm() {
        stack.add(name("norm"), new BatchNorm(one(List.of(1e-5f, 1e-3f))));
        if (chance(2)) {
            activation();
        }
    }

    private void activation() {
        stack.add(name("activation"), anyActivation());
    }

    private Activation anyActivation() {
        return one(List.of(
                new Relu(),
                new Relu6(),
                new LeakyRelu(random.nextFloat()),
                new HardSwish(),
                new HardSigmoid(),
                new Sigmoid(),
                new Silu()));
    }

    private void maximum() {
        stack.add(name("maximum"), new MaxPool(poolWindow(map())));
    }

    private void average() {
        Shape map = map();
        Window window = poolWindow(map);
        boolean isSame = window.padding().isNone() || window.isSame(map);
        stack.add(name("average"), new AveragePool(window, !isSame || random.nextBoolean()));
    }

    private void pad() {
        Shape map = map();
        Padding padding = new Padding(between(0, 2), between(0, 2), between(0, 2), between(0, 2));
        if (padding.outputShape(map).elements() <= MOST_ELEMENTS) {
            stack.add(name("pad"), new Pad(padding));
        }
    }

    private void nothing() {
        stack.add(name("nothing"), random.nextBoolean() ? new Dropout(random.nextFloat() / 2) : new Identity());
    }

    private void transpose() {
        List<Integer> axes =
                one(List.of(List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1), List.of(2, 1, 0)));
        stack.add(name("transpose"), new Transpose(axes));
    }

    private void reshape() {
        stack.add(name("reshape"), new Reshape(mapOf(map().elements())));
    }

    /** Two linear layers, with a map made of the second's numbers. */
    private void vectorBetween() {
        vector();
        stack.add(name("linear"), new Linear(between(2, 30)));
        if (chance(2)) {
            stack.add(name("softmax"), new Softmax());
        } else {
            activation();
        }
        Linear wider = new Linear(one(List.of(12, 48, 60, 120)));
        stack.add(name("linear"), wider);
        stack.add(name("reshape"), new Reshape(mapOf(wider.outputs())));
    }

    // Branches.

    private void sum() {
        String other = likewise();
        stack.join(name("sum"), new Add(), order(stack.value(), other));
        if (chance(2)) {
            activation();
        }
    }

    private void product() {
        String map = stack.value();
        String other = likewise();
        stack.resume(other);
        stack.add(name("gate"), one(List.of(new Sigmoid(), new HardSigmoid(), new Relu6())));
        stack.join(name("product"), new Multiply(), order(map, stack.value()));
    }

    /** One number for each channel of a map, multiplied with it or added to it. */
    private void excitation() {
        String map = stack.value();
        int channels = map().channels();
        stack.add(name("squeeze"), new GlobalAveragePool());
        convolution(between(1, 6), Window.square(1, 1, Padding.NONE), 1);
        stack.add(name("activation"), anyActivation());
        convolution(channels, Window.square(1, 1, Padding.NONE), 1);
        if (!chance(3)) {
            stack.add(name("gate"), random.nextBoolean() ? new Sigmoid() : new HardSigmoid());
        }
        stack.join(name("excited"), random.nextInt(3) == 0 ? new Add() : new Multiply(), map, stack.value());
    }

    private void concatenation() {
        String map = stack.value();
        Shape shape = map();
        if (shape.elements() > MOST_ELEMENTS / 2) {
            return;
        }
        List<String> parts = new ArrayList<>(List.of(map));
        int count = between(1, 3);
        for (int part = 1; part < count; part++) {
            stack.resume(map);
            Window window = window(shape, 3, true);
            Window same = window.withPadding(window.samePadding(shape.height(), shape.width()));
            if (same.outputShape(shape).equals(shape)) {
                convolution(between(1, 5), same, 1);
            }
            if (chance(2)) {
                activation();
            }
            parts.add(stack.value());
        }
        // A map may even be read twice.
        stack.join(name("concatenation"), new Concat(), order(parts.toArray(String[]::new)));
    }

    /** Leaves what was made to a node that nobody reads, and goes on from an earlier map. */
    private void elsewhere() {
        if (!maps.isEmpty()) {
            activation();
            stack.resume(one(maps));
        }
    }

    /** A map of the same shape: made before, or made now, of this one or of another. */
    private String likewise() {
        String map = stack.value();
        Shape shape = map();
        List<String> alike = maps.stream()
                .filter(earlier -> stack.shapeOf(earlier).equals(shape))
                .toList();
        if (!alike.isEmpty() && chance(2)) {
            return one(alike);
        }
        convolution(shape.channels(), Window.square(1, 1, Padding.NONE), 1);
        String other = stack.value();
        stack.resume(map);
        return other;
    }

    // The end.

    private Graph classified(String name) {
        if (chance(2)) {
            stack.add(name("squeeze"), new GlobalAveragePool());
        }
        vector();
        List<String> vectors = new ArrayList<>(List.of(stack.value()));
        int hidden = between(0, 3);
        for (int step = 0; step < hidden; step++) {
            vectorStep();
            vectors.add(stack.value());
        }
        stack.add(name("scores"), new Linear(between(2, 7)));
        if (chance(8)) {
            stack.add(name("shares"), new Softmax());
        }
        return stack.graph(name, stack.value(), chance(4) ? one(vectors) : vectors.get(vectors.size() - 1));
    }

    private void vectorStep() {
        String vector = stack.value();
        switch (random.nextInt(6)) {
            case 0 -> stack.add(name("linear"), new Linear(between(2, 20)));
            case 1 -> activation();
            case 2 -> nothing();
            case 3 -> {
                // Of one number it is 1 whatever the number, for which ONNX Runtime's integers have 0.
                if (stack.shapeOf(vector).elements() > 1) {
                    stack.add(name("softmax"), new Softmax());
                }
            }
            case 4 -> {
                stack.add(name("linear"), new Linear(stack.shapeOf(vector).elements()));
                stack.join(name("sum"), new Add(), order(vector, stack.value()));
            }
            default -> {
                stack.add(name("linear"), new Linear(between(1, 9)));
                stack.join(name("concatenation"), new Concat(), order(vector, stack.value()));
            }
        }
    }

    private void vector() {
        int elements = map().elements();
        stack.add(name("vector"), random.nextBoolean() ? new Flatten() : new Reshape(Shape.of(elements)));
    }

    // Choices.

    private Window window(Shape map, int largest, boolean isDilatable) {
        int verticalDilation = isDilatable && chance(4) ? between(2, 3) : 1;
        int horizontalDilation = isDilatable && chance(4) ? between(2, 3) : 1;
        Window bare = new Window(
                between(1, largest),
                between(1, largest),
                stride(),
                stride(),
                Padding.NONE,
                verticalDilation,
                horizontalDilation);
        Padding padding =
                switch (random.nextInt(4)) {
                    case 0 -> Padding.NONE;
                    case 1 -> bare.samePadding(map.height(), map.width());
                    case 2 -> Padding.around(between(0, 2));
                    default -> new Padding(between(0, 2), between(0, 2), between(0, 2), between(0, 2));
                };
        Window padded = bare.withPadding(padding);
        Shape whole = padding.outputShape(map);
        boolean fits = padded.verticalExtent() <= whole.height() && padded.horizontalExtent() <= whole.width();
        return fits && padded.outputShape(map, MOST_CHANNELS).elements() <= MOST_ELEMENTS
                ? padded
                : Window.square(1, 1, Padding.NONE);
    }

    /** A window of which each position sees some of the map. */
    private Window poolWindow(Shape map) {
        Window window = window(map, 4, false);
        Padding padding = window.padding();
        Padding clipped = new Padding(
                Math.min(padding.top(), window.height() - 1),
                Math.min(padding.left(), window.width() - 1),
                Math.min(padding.bottom(), window.height() - 1),
                Math.min(padding.right(), window.width() - 1));
        Shape whole = clipped.outputShape(map);
        boolean fits = window.height() <= whole.height() && window.width() <= whole.width();
        return fits ? window.withPadding(clipped) : Window.square(1, 2, Padding.NONE);
    }

    private int stride() {
        return one(List.of(1, 1, 1, 2, 2, 3));
    }

    /** A map of so many numbers. */
    private Shape mapOf(int elements) {
        List<Integer> few = divisors(elements).stream()
                .filter(size -> size <= MOST_CHANNELS)
                .toList();
        int channels = one(few);
        int height = one(divisors(elements / channels));
        return Shape.of(channels, height, elements / channels / height);
    }

    private static List<Integer> divisors(int number) {
        return IntStream.rangeClosed(1, number)
                .filter(size -> number % size == 0)
                .boxed()
                .toList();
    }

    private String[] order(String... values) {
        List<String> shuffled = new ArrayList<>(List.of(values));
        Collections.shuffle(shuffled, random);
        return shuffled.toArray(String[]::new);
    }

    private Shape map() {
        return stack.shapeOf(stack.value());
    }

    private String name(String kind) {
        return kind + named++;
    }

    private int between(int lowest, int highest) {
        return lowest + random.nextInt(highest - lowest + 1);
    }

    /** True once in so many times. */
    private boolean chance(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T one(List<? extends T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
