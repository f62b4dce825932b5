package io.vedette.trainer.cli;

import io.vedette.trainer.graph.FrozenPart;
import io.vedette.trainer.graph.Graph;

/** What {@code --freeze} says. */
final class Freezing {
    static final String ALL = "all";
    static final String NONE = "none";

    private Freezing() {}

    /**
     * What of a network keeps its weights.
     *
     * @param text {@value #ALL}, {@value #NONE}, a number of layers or the name of one
     * @throws IllegalArgumentException when the network has no such part, or nothing else
     */
    static FrozenPart of(Graph network, String text) {
        try {
            if (text.equals(ALL)) {
                return FrozenPart.beforeClassifier(network);
            }
            if (text.equals(NONE)) {
                return FrozenPart.NONE;
            }
            return text.matches("[0-9]{1,6}")
                    ? FrozenPart.ofFirstLayers(network, Integer.parseInt(text))
                    : FrozenPart.upTo(network, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--freeze: " + e.getMessage() + "; vedette inspect shows the layers", e);
        }
    }
}
