package io.vedette.trainer.quantization;

import java.util.Comparator;
import java.util.List;

/** A rung of the ladder: what was done, and what each file made so costs. */
public record RungResult(Recipe recipe, List<FileDrop> files) {
    /** The better of two rungs comes first: its worst file loses less accuracy or, if as much, agrees more often. */
    public static final Comparator<RungResult> BEST_FIRST = Comparator.comparing(
                    (RungResult rung) -> rung.worst().dropPoints())
            .thenComparing(rung -> -rung.worst().agreement());

    public RungResult {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("A rung is judged by one file or more: " + recipe.description());
        }
    }

    /** The file that costs most. */
    public FileDrop worst() {
        return files.stream()
                .max(Comparator.comparing(FileDrop::dropPoints).thenComparing(file -> -file.agreement()))
                .orElseThrow(() -> new IllegalStateException("A rung without files"));
    }

    /** Whether no file was measured to cost more than so many points. */
    public boolean isWithin(double maxDropPoints) {
        // Written so that a NaN is not.
        return files.stream().allMatch(file -> file.dropPoints() <= maxDropPoints);
    }

    /** Whether the pictures prove that no file costs more than so many points, with 95 % confidence. */
    public boolean isProvenWithin(double maxDropPoints) {
        return files.stream().allMatch(file -> file.highestPoints() <= maxDropPoints);
    }
}
