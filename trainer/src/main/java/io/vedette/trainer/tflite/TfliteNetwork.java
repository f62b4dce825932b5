package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphStorage;

/**
 * A file that was read.
 *
 * @param graph its network in floats
 * @param input what it says of its pictures
 * @param storage what it holds as integers
 */
public record TfliteNetwork(Graph graph, TfliteInput input, GraphStorage storage) {}
