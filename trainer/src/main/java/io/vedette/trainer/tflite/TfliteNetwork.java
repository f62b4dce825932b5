package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Graph;

/** A file that was read: its network in floats, and what it says of its pictures. */
public record TfliteNetwork(Graph graph, TfliteInput input) {}
