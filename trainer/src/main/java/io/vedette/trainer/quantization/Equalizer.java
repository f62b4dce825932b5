package io.vedette.trainer.quantization;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.pass.AbsorbHighBias;
import io.vedette.trainer.graph.pass.EqualizeLayers;

/** Makes channels alike in size and takes from them what they always have, before a graph is calibrated. */
public final class Equalizer {
    private final int threads;

    /**
     * Makes an equalizer.
     *
     * @param threads how many of the machine's the runtime may use
     */
    public Equalizer(int threads) {
        this.threads = threads;
    }

    /**
     * A graph with equalized layers and high biases absorbed.
     *
     * @param graph one with batch norm folded
     * @param pictures preprocessed, in the graph's layout; they say what a channel always has
     */
    public Graph equalize(Graph graph, Iterable<float[]> pictures) {
        Graph equalized = new EqualizeLayers().apply(graph);
        return new AbsorbHighBias(ChannelStatistics.gather(equalized, threads, pictures)).apply(equalized);
    }
}
