package io.vedette.trainer.graph.pass;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.LeakyRelu;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Pad;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A convolution or linear layer and the next one, which alone reads what the first makes.
 *
 * @param between nodes that work on each channel by itself and answer a positive multiple with the same multiple, such as ReLU
 */
record LayerPair(Node first, List<Node> between, Node second) {
    LayerPair {
        between = List.copyOf(between);
    }

    /** All pairs of a graph, in its order. */
    static List<LayerPair> of(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> isLayer(node.operator()))
                .flatMap(node -> find(graph, node).stream())
                .toList();
    }

    private static Optional<LayerPair> find(Graph graph, Node first) {
        List<Node> between = new ArrayList<>();
        Node current = first;
        while (true) {
            List<Node> readers = graph.consumers(current.output());
            if (readers.size() != 1 || graph.isOutput(current.output())) {
                return Optional.empty();
            }
            current = readers.get(0);
            if (isLayer(current.operator())) {
                return Optional.of(new LayerPair(first, between, current));
            }
            if (!keepsMultiples(current.operator())) {
                return Optional.empty();
            }
            between.add(current);
        }
    }

    static boolean isLayer(Operator operator) {
        return operator instanceof Convolution || operator instanceof Linear;
    }

    /** Whether f(s·x) = s·f(x) for every s > 0 that a channel has of its own. */
    private static boolean keepsMultiples(Operator operator) {
        return operator instanceof Relu
                || operator instanceof LeakyRelu
                || operator instanceof Identity
                || operator instanceof Dropout
                || operator instanceof MaxPool
                || operator instanceof AveragePool
                || operator instanceof GlobalAveragePool
                || operator instanceof Pad
                || operator instanceof Flatten;
    }

    /** How many channels lie between the layers. */
    int channels() {
        return first.getWeight(WeightRole.WEIGHT).shape().dimension(0);
    }

    /** For each number of a layer's weight the channel that it is multiplied with; {@code channels} come in. */
    static int[] inputChannels(Node layer, int channels) {
        int elements = layer.getWeight(WeightRole.WEIGHT).elements();
        int[] inputs = new int[elements];
        if (layer.operator() instanceof Convolution convolution) {
            int perGroup = channels / convolution.groups();
            int outputsPerGroup = convolution.outputChannels() / convolution.groups();
            int window = convolution.window().height() * convolution.window().width();
            for (int i = 0; i < elements; i++) {
                int output = i / (perGroup * window);
                inputs[i] = output / outputsPerGroup * perGroup + i / window % perGroup;
            }
            return inputs;
        }
        int columns = layer.getWeight(WeightRole.WEIGHT).shape().dimension(1);
        int area = columns / channels;
        for (int i = 0; i < elements; i++) {
            inputs[i] = i % columns / area;
        }
        return inputs;
    }
}
