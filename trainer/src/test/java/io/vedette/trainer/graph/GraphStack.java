package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** A graph in the making: nodes one after the other, each with random weights. */
final class GraphStack {
    private final Shape input;
    private final Random random;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private String value = Graph.INPUT;

    GraphStack(Shape input, Random random) {
        this.input = input;
        this.random = random;
        shapes.put(Graph.INPUT, input);
    }

    /** The value that was made last, or taken up again. */
    String value() {
        return value;
    }

    /** Goes on at a value made before. */
    void resume(String earlier) {
        value = earlier;
    }

    Shape shapeOf(String name) {
        return Objects.requireNonNull(shapes.get(name), name);
    }

    String add(String name, Operator operator) {
        return add(name, operator, true, List.of(value));
    }

    void addWithoutBias(String name, Operator operator) {
        add(name, operator, false, List.of(value));
    }

    String join(String name, Operator operator, String... values) {
        return add(name, operator, true, List.of(values));
    }

    private String add(String name, Operator operator, boolean withOptional, List<String> values) {
        List<Shape> inputs = values.stream().map(this::shapeOf).toList();
        nodes.add(new Node(
                name, operator, values, name, OperatorSamples.randomWeights(operator, inputs, withOptional, random)));
        shapes.put(name, operator.outputShape(inputs));
        value = name;
        return name;
    }

    Graph classified(boolean pooled) {
        if (pooled) {
            add("pool", new GlobalAveragePool());
        }
        add("features", new Flatten());
        add("scores", new Linear(5));
        return graph("scores", "features");
    }

    Graph graph(String logits, String embedding) {
        return graph("sample", logits, embedding);
    }

    Graph graph(String name, String logits, String embedding) {
        return new Graph(name, input, nodes, logits, embedding);
    }
}
