package io.vedette.trainer.graph.pass;

import io.vedette.trainer.graph.Graph;

/** A rewrite of a graph that leaves its outputs as they are, up to rounding. */
public interface Pass {
    Graph apply(Graph graph);
}
