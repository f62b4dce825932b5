package io.vedette.trainer.quantization;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How a network is brought into integers.
 *
 * @param calibration how ranges follow from pictures
 * @param remedies in the order in which they are done
 * @param floatNodes names of the nodes that stay in floats
 */
public record Recipe(CalibrationMethod calibration, Set<Remedy> remedies, List<String> floatNodes) {
    public Recipe {
        EnumSet<Remedy> ordered = EnumSet.noneOf(Remedy.class);
        ordered.addAll(remedies);
        remedies = Collections.unmodifiableSet(ordered);
        floatNodes = List.copyOf(floatNodes);
    }

    /** Ranges and nothing else. */
    public static Recipe of(CalibrationMethod calibration) {
        return new Recipe(calibration, Set.of(), List.of());
    }

    public boolean has(Remedy remedy) {
        return remedies.contains(remedy);
    }

    /** The same with one more remedy. */
    public Recipe with(Remedy remedy) {
        EnumSet<Remedy> more = EnumSet.of(remedy);
        more.addAll(remedies);
        return new Recipe(calibration, more, floatNodes);
    }

    /** The same with these nodes in floats and all others in integers. */
    public Recipe withFloatNodes(List<String> names) {
        return new Recipe(calibration, remedies, names);
    }

    /** In words, such as {@code min max, equalized, 2 layers in floats}. */
    public String description() {
        List<String> parts = new ArrayList<>();
        parts.add(calibration.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        remedies.forEach(remedy -> parts.add(remedy.description()));
        if (!floatNodes.isEmpty()) {
            parts.add(floatNodes.size() + (floatNodes.size() == 1 ? " layer" : " layers") + " in floats");
        }
        return String.join(", ", parts);
    }
}
