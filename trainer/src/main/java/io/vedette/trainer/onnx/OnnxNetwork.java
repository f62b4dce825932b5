package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphStorage;

/**
 * A file that was read.
 *
 * @param graph its network in floats
 * @param storage what it holds as integers
 */
public record OnnxNetwork(Graph graph, GraphStorage storage) {}
