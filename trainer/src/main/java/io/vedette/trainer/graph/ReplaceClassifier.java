package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Leaves out what lies behind the embedding and puts a fresh linear layer for other classes there.
 *
 * @param classes how many scores the new layer gives
 * @param seed of its weights
 */
public record ReplaceClassifier(int classes, long seed) {
    private static final String NAME = "classifier";

    /** The graph with its weights as they are up to the embedding. */
    public Graph apply(Graph graph) {
        List<Node> nodes = new ArrayList<>(Ancestors.of(graph, graph.embedding()));
        String name = NAME;
        for (int i = 2; isTaken(nodes, name); i++) {
            name = NAME + "_" + i;
        }
        int features = graph.shapeOf(graph.embedding()).elements();
        nodes.add(new Node(
                name,
                new Linear(classes),
                List.of(graph.embedding()),
                name,
                Map.of(
                        WeightRole.WEIGHT, weights(features),
                        WeightRole.BIAS, Tensor.filled(Shape.of(classes), 0))));
        return new Graph(graph.name(), graph.input(), nodes, name, graph.embedding());
    }

    private static boolean isTaken(List<Node> nodes, String name) {
        return name.equals(Graph.INPUT)
                || nodes.stream()
                        .anyMatch(node ->
                                node.name().equals(name) || node.output().equals(name));
    }

    private Tensor weights(int features) {
        Random random = new Random(seed);
        double deviation = Math.sqrt(1.0 / features);
        float[] values = new float[Math.multiplyExact(classes, features)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return Tensor.owning(Shape.of(classes, features), values);
    }
}
