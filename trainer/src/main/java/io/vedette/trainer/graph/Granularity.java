package io.vedette.trainer.graph;

/** How many scales a tensor has. */
public enum Granularity {
    /** One for all values. */
    PER_TENSOR,
    /** One per output channel, which is the first axis of a weight. */
    PER_CHANNEL
}
