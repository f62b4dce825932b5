package io.vedette.trainer.evidence;

import io.vedette.trainer.quantization.Obstacle;
import java.util.List;

/**
 * How a way of making integers was looked for.
 *
 * @param maxDropPoints the budget: points of accuracy that a file may lose
 * @param rungs the ways that were tried, in their order
 * @param obstacles if none of them was good enough, the layers that stand in the way, the worst first
 */
public record LadderEvidence(double maxDropPoints, List<RungEvidence> rungs, List<Obstacle> obstacles) {
    /** Of an export that had no choice. */
    public static final LadderEvidence NONE = new LadderEvidence(0, List.of(), List.of());

    public LadderEvidence {
        rungs = List.copyOf(rungs);
        obstacles = List.copyOf(obstacles);
    }
}
