package io.vedette.trainer.training;

import io.vedette.trainer.graph.Graph;
import java.util.List;

/**
 * The outcome of training.
 *
 * @param graph the network with the best epoch's weights
 * @param bestEpoch the epoch they are of, counted from 1
 * @param device what it was trained on
 * @param engine name and version of the library that trained it
 */
public record TrainedNetwork(
        Graph graph, List<EpochMetrics> epochs, int bestEpoch, String device, String engine, double seconds) {
    public TrainedNetwork {
        epochs = List.copyOf(epochs);
        if (bestEpoch < 1 || bestEpoch > epochs.size()) {
            throw new IllegalArgumentException("bestEpoch is not between 1 and " + epochs.size() + ": " + bestEpoch);
        }
    }

    /** The same outcome with another form of the graph. */
    TrainedNetwork withGraph(Graph other) {
        return new TrainedNetwork(other, epochs, bestEpoch, device, engine, seconds);
    }
}
