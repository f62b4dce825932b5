package io.vedette.trainer.cli;

import io.vedette.trainer.graph.FrozenPart;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Layer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code --freeze} says. */
final class Freezing {
    static final String ALL = "all";
    static final String NONE = "none";

    /** What stands in a table for the beginning of a long name. */
    private static final String CUT = "…";

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
            String meant = findMeant(network, text)
                    .map(name -> "; did you mean '" + name + "'?")
                    .orElse("");
            throw new IllegalArgumentException(
                    "--freeze: " + e.getMessage() + meant + "; vedette inspect shows the layers and their whole names",
                    e);
        }
    }

    /** The only layer whose name ends as a text does that names none, such as one cut by a table; small letters and capitals are alike. */
    private static Optional<String> findMeant(Graph network, String text) {
        String end = (text.startsWith(CUT) ? text.substring(CUT.length()) : text).toLowerCase(Locale.ROOT);
        List<String> names = Layer.of(network).stream().map(Layer::name).toList();
        List<String> meant = names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(end))
                .toList();
        return end.isEmpty() || meant.size() != 1 || names.contains(text)
                ? Optional.empty()
                : Optional.of(meant.get(0));
    }
}
