package io.vedette.trainer.inspection;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphStorage;
import io.vedette.trainer.graph.Layer;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.TensorStorage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A network as people look at it. Names that come from files are without control characters.
 *
 * @param input the shape of one picture: channels, height, width
 * @param inputStorage the integers that the file takes the picture in; none if in floats
 * @param logits the layer whose output is a score per class
 * @param embedding the layer whose output is the features before the classifier
 * @param features how many they are
 * @param parameters how many numbers training can change
 * @param multiplyAccumulates multiplications with a weight, each with its addition, for one picture
 * @param isInteger whether the file holds any of it as integers
 * @param memory the most that values take at once
 */
public record NetworkDescription(
        String name,
        List<Integer> input,
        List<TensorStorage> inputStorage,
        String logits,
        int classes,
        String embedding,
        int features,
        long parameters,
        long multiplyAccumulates,
        boolean isInteger,
        ActivationMemory memory,
        List<LayerDescription> layers) {
    public NetworkDescription {
        input = List.copyOf(input);
        inputStorage = List.copyOf(inputStorage);
        layers = List.copyOf(layers);
    }

    /** Describes a graph as a file stores it. */
    public static NetworkDescription of(Graph graph, GraphStorage storage) {
        Map<String, String> makers = new HashMap<>(Map.of(Graph.INPUT, Graph.INPUT));
        List<LayerDescription> layers = new ArrayList<>();
        for (Layer layer : Layer.of(graph)) {
            layers.add(describe(graph, layer, storage, makers));
            for (Node node : layer.nodes()) {
                makers.put(node.output(), plain(layer.name()));
            }
        }
        ActivationMemory memory = ActivationMemory.of(graph, storage);
        return new NetworkDescription(
                plain(graph.name()),
                graph.input().dimensions(),
                storage.ofValue(Graph.INPUT),
                makers.getOrDefault(graph.logits(), graph.logits()),
                graph.classes(),
                makers.getOrDefault(graph.embedding(), graph.embedding()),
                graph.shapeOf(graph.embedding()).elements(),
                graph.parameterCount(),
                graph.multiplyAccumulates(),
                storage.isInteger(),
                new ActivationMemory(
                        memory.floatBytes(),
                        plain(memory.floatNode()),
                        memory.integerBytes(),
                        plain(memory.integerNode())),
                layers);
    }

    private static LayerDescription describe(
            Graph graph, Layer layer, GraphStorage storage, Map<String, String> makers) {
        Map<String, TensorStorage> weights = new LinkedHashMap<>();
        for (Node node : layer.nodes()) {
            storage.weights()
                    .getOrDefault(node.name(), Map.of())
                    .forEach((role, integers) -> weights.put(role.name().toLowerCase(Locale.ROOT), integers));
        }
        return new LayerDescription(
                plain(layer.name()),
                OperatorText.of(graph, layer),
                layer.inputs().stream()
                        .map(value -> makers.getOrDefault(value, value))
                        .toList(),
                layer.outputShape(graph).dimensions(),
                layer.parameterCount(),
                layer.multiplyAccumulates(graph),
                storage.ofValue(layer.output()),
                weights);
    }

    /** A name that does nothing to a terminal or a page. */
    private static String plain(String name) {
        return name.replaceAll("\\p{C}", "?");
    }
}
