package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Pad;
import io.vedette.trainer.graph.operator.Reshape;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Transpose;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The nodes of a graph in the making, and the forms in which a file's values are asked for. */
final class GraphAssembly {
    private static final int MAP_RANK = 3;

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> copies = new HashMap<>();
    private final Map<Form, String> forms = new HashMap<>();

    /** A value in another form, made once however many ask for it. */
    private record Form(String value, Operator operator) {}

    GraphAssembly(Shape input) {
        shapes.put(Graph.INPUT, input);
        names.add(Graph.INPUT);
    }

    List<Node> nodes() {
        return nodes;
    }

    Shape shapeOf(String value) {
        Shape shape = shapes.get(value);
        if (shape == null) {
            throw new IllegalStateException("Nobody made value " + value + ": this is a fault of the program");
        }
        return shape;
    }

    /** Adds a node whose name nobody else has, as near as possible to the one wanted, and gives the value it makes. */
    String add(String wanted, Operator operator, List<String> inputs, Map<WeightRole, Tensor> weights) {
        String name = wanted;
        while (!names.add(name)) {
            name = wanted + "_" + (1 + copies.merge(wanted, 1, Integer::sum));
        }
        shapes.put(name, operator.outputShape(inputs.stream().map(this::shapeOf).toList()));
        nodes.add(new Node(name, operator, inputs, name, weights));
        return name;
    }

    private String form(String wanted, Operator operator, String value) {
        Form form = new Form(value, operator);
        String made = forms.get(form);
        if (made == null) {
            made = add(wanted, operator, List.of(value), Map.of());
            forms.put(form, made);
        }
        return made;
    }

    /** The value as a map, channels first. */
    String map(FileValue tensor) {
        if (!tensor.isMap()) {
            throw new IllegalArgumentException(
                    "it needs a map of one, height, width, channels but reads shape " + tensor.shape());
        }
        FileValue whole = aligned(tensor);
        if (whole.held().isVector()) {
            return shaped(whole.name(), whole.mapShape(), whole.value());
        }
        List<Integer> axes = whole.mapAxes();
        return isLongAxesAscending(whole.held(), axes)
                ? shaped(whole.name(), whole.mapShape(), whole.value())
                : form(whole.name() + "/turned", new Transpose(axes), whole.value());
    }

    /** The value so that each axis of the file that is longer than one is an axis of the graph's. */
    FileValue aligned(FileValue tensor) {
        FileValue whole = settled(tensor);
        if (whole.isAligned()) {
            return whole;
        }
        List<Integer> sizes =
                new ArrayList<>(whole.shape().stream().filter(size -> size > 1).toList());
        if (sizes.size() > MAP_RANK) {
            throw new IllegalArgumentException("it reads shape " + whole.shape() + ", which is no map");
        }
        while (sizes.size() < MAP_RANK) {
            sizes.add(1);
        }
        Shape shape = new Shape(sizes);
        String value = shaped(whole.name(), shape, ordered(whole));
        return FileValue.inGraphOrder(whole.name(), value, shape, whole.shape());
    }

    private static boolean isLongAxesAscending(Shape shape, List<Integer> axes) {
        List<Integer> longAxes =
                axes.stream().filter(axis -> shape.dimension(axis) > 1).toList();
        return longAxes.stream().sorted().toList().equals(longAxes);
    }

    /** The value as a vector in the file's order. */
    String vector(FileValue tensor) {
        FileValue whole = settled(tensor);
        String rows = ordered(whole);
        return shapeOf(rows).isVector() ? rows : form(whole.name() + "/flat", new Flatten(), rows);
    }

    /** The value, without margin, as a vector in the graph's order; {@link FileValue#positions()} tells where each number is. */
    String vectorInGraphOrder(FileValue tensor) {
        return tensor.held().isVector() ? tensor.value() : form(tensor.name() + "/flat", new Flatten(), tensor.value());
    }

    /** The value with its margin as a node. */
    FileValue settled(FileValue tensor) {
        Optional<Margin> margin = tensor.margin();
        if (margin.isEmpty()) {
            return tensor;
        }
        if (!margin.get().isZero()) {
            throw new IllegalArgumentException("around " + tensor.name()
                    + " lie numbers below all others, which only a maximum without padding of its own can read");
        }
        String padded = form(tensor.name(), new Pad(margin.get().padding()), tensor.value());
        return FileValue.inFileOrder(tensor.name(), padded, shapeOf(padded), tensor.shape());
    }

    /** A value of the graph whose numbers lie in the file's order. */
    private String ordered(FileValue tensor) {
        if (tensor.isInGraphOrder()) {
            return tensor.value();
        }
        List<Integer> axes = new ArrayList<>(tensor.axes());
        IntStream.range(0, tensor.held().rank())
                .filter(axis -> !tensor.axes().contains(axis))
                .forEach(axes::add);
        return form(tensor.name() + "/rows", new Transpose(axes), tensor.value());
    }

    private String shaped(String name, Shape shape, String value) {
        return shapeOf(value).equals(shape) ? value : form(name + "/shaped", new Reshape(shape), value);
    }
}
