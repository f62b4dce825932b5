package io.vedette.trainer.quantization;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the ladder was climbed.
 *
 * @param maxDropPoints the budget: points of accuracy that a file may lose
 * @param images that each rung was measured on
 * @param rungs in the order in which they were tried; the last is the first within the budget, if any is
 * @param sensitivityImages that told the layers' sensitivity, 0 if it was not asked for
 * @param sensitivity of the best rung wholly in integers, in the order in which nodes run; empty if it was not asked for
 * @param obstacles if no rung is within the budget, the layers that cost accuracy alone, the worst first; empty if none does
 * @param trainingFailure why training for integers came to no end, if it did not
 */
public record LadderReport(
        double maxDropPoints,
        int images,
        List<RungResult> rungs,
        int sensitivityImages,
        List<LayerEvidence> sensitivity,
        List<Obstacle> obstacles,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String trainingFailure) {
    public LadderReport {
        rungs = List.copyOf(rungs);
        sensitivity = List.copyOf(sensitivity);
        obstacles = List.copyOf(obstacles);
        if (rungs.isEmpty()) {
            throw new IllegalArgumentException("A ladder has one rung or more");
        }
    }

    /** The rung within the budget. */
    public Optional<RungResult> findChosen() {
        return Optional.of(rungs.get(rungs.size() - 1)).filter(rung -> rung.isWithin(maxDropPoints));
    }

    /** The rung that costs least. */
    public RungResult best() {
        return Ladder.best(rungs);
    }
}
