package io.vedette.trainer.importing;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphStorage;
import io.vedette.trainer.graph.TensorRange;
import java.util.Optional;

/**
 * A network that was read from a file.
 *
 * @param graph with its weights, in floats
 * @param storage what the file holds as integers
 * @param pixels the numbers that the darkest and the brightest pixel become for the network, where the file says so
 * @param sizeBytes of the file
 */
public record ImportedNetwork(
        NetworkFormat format, Graph graph, GraphStorage storage, Optional<TensorRange> pixels, long sizeBytes) {}
