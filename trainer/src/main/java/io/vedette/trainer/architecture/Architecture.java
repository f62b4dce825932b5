package io.vedette.trainer.architecture;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Shape;

/** A family of networks that can be built for any picture size and number of classes. */
public interface Architecture {
    /** The name by which the family is asked for. */
    String name();

    /**
     * Builds a network with freshly initialised weights; the same arguments give the same weights to the bit.
     *
     * @param input channels, height, width of a picture
     */
    Graph build(Shape input, int classes, long seed);
}
