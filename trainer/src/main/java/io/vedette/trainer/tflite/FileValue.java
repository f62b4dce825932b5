package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.operator.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A computed tensor of a file as it is told by a value of the graph: the same numbers in an order and shape of its own.
 *
 * <p>Reshaping and transposing in the file change this alone. Whoever needs the numbers as a map or a vector asks {@link GraphAssembly} for
 * that, so that axes moved there and back leave nothing behind.
 *
 * @param name what nodes for the tensor are called
 * @param value the graph's
 * @param held the shape of the graph's value
 * @param axes the axes of the graph's value that are longer than one, from the outermost of the file to the innermost
 * @param shape in the file
 * @param margin laid around the map that the value holds, not yet a node; the file's shape has it
 */
record FileValue(
        String name, String value, Shape held, List<Integer> axes, List<Integer> shape, Optional<Margin> margin) {
    /** Where channels, height and width lie in a map of the file. */
    private static final int[] MAP_AXES = {3, 1, 2};

    FileValue {
        axes = List.copyOf(axes);
        shape = List.copyOf(shape);
    }

    /** A map that lies in the file as one, height, width, channels, or a vector. */
    static FileValue inFileOrder(String name, String value, Shape held, List<Integer> shape) {
        int[] order = held.isMap() ? new int[] {1, 2, 0} : new int[] {0};
        return new FileValue(name, value, held, longAxes(held, order), shape, Optional.empty());
    }

    /** A map or vector that lies in the file in the order of the graph. */
    static FileValue inGraphOrder(String name, String value, Shape held, List<Integer> shape) {
        int[] order = IntStream.range(0, held.rank()).toArray();
        return new FileValue(name, value, held, longAxes(held, order), shape, Optional.empty());
    }

    private static List<Integer> longAxes(Shape held, int... order) {
        return IntStream.of(order)
                .filter(axis -> held.dimension(axis) > 1)
                .boxed()
                .toList();
    }

    /** The same numbers in the same order in another shape. */
    FileValue reshaped(String newName, List<Integer> newShape) {
        return new FileValue(newName, value, held, axes, newShape, margin);
    }

    /** The same shape and order of another value of the graph. */
    FileValue withValue(String newName, String newValue) {
        return new FileValue(newName, newValue, held, axes, shape, margin);
    }

    FileValue withMargin(String newName, Margin newMargin, List<Integer> newShape) {
        return new FileValue(newName, value, held, axes, newShape, Optional.of(newMargin));
    }

    /** Whether the numbers lie in the order of the graph's value. */
    boolean isInGraphOrder() {
        return axes.stream().sorted().toList().equals(axes);
    }

    /** Whether each axis of the file that is longer than one is an axis of the graph's value. */
    boolean isAligned() {
        return axes.stream()
                .map(held::dimension)
                .toList()
                .equals(shape.stream().filter(size -> size > 1).toList());
    }

    /** The axis of the graph's value that is an axis of the file, of a value that is aligned; none where it is one long. */
    OptionalInt graphAxis(int fileAxis) {
        if (shape.get(fileAxis) == 1) {
            return OptionalInt.empty();
        }
        int before = (int)
                shape.subList(0, fileAxis).stream().filter(size -> size > 1).count();
        return OptionalInt.of(axes.get(before));
    }

    /** Exchanges axes of the file, of a value that is aligned. */
    FileValue transposed(String newName, int[] order) {
        List<Integer> newAxes = new ArrayList<>();
        List<Integer> newShape = new ArrayList<>();
        for (int axis : order) {
            newShape.add(shape.get(axis));
            graphAxis(axis).ifPresent(newAxes::add);
        }
        return new FileValue(newName, value, held, newAxes, newShape, Optional.empty());
    }

    /** Whether the file has a map: one, height, width, channels. */
    boolean isMap() {
        return shape.size() == 4 && shape.get(0) == 1;
    }

    /** Whether the file has at most one axis longer than one. */
    boolean isVector() {
        return shape.stream().filter(size -> size > 1).count() <= 1;
    }

    /** The shape of the map, channels first. */
    Shape mapShape() {
        return Shape.of(shape.get(MAP_AXES[0]), shape.get(MAP_AXES[1]), shape.get(MAP_AXES[2]));
    }

    /** For channels, height and width of the file's map the axis of the graph's value, of a value that is aligned and a map itself. */
    List<Integer> mapAxes() {
        List<Integer> found = new ArrayList<>();
        List<Integer> left = new ArrayList<>(IntStream.range(0, held.rank())
                .filter(axis -> held.dimension(axis) == 1)
                .boxed()
                .toList());
        for (int axis : MAP_AXES) {
            OptionalInt graphAxis = graphAxis(axis);
            found.add(graphAxis.isPresent() ? graphAxis.getAsInt() : left.remove(0));
        }
        return found;
    }

    /** For each number of the file, in its order, the position in the graph's value. */
    int[] positions() {
        int[] strides = new int[held.rank()];
        int stride = 1;
        for (int axis = held.rank() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= held.dimension(axis);
        }
        int[] positions = {0};
        for (int axis : axes) {
            int size = held.dimension(axis);
            int[] longer = new int[positions.length * size];
            for (int i = 0; i < longer.length; i++) {
                longer[i] = positions[i / size] + i % size * strides[axis];
            }
            positions = longer;
        }
        return positions;
    }
}
