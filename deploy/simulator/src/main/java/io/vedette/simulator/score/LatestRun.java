package io.vedette.simulator.score;

import io.vedette.core.contract.Prediction;
import java.util.List;

/** What an agent told since it was last started: frames count anew from there. */
final class LatestRun {
    private LatestRun() {}

    /** The steps of decisions that the newest run told, in their order. */
    static List<Prediction> of(List<Prediction> steps) {
        if (steps.isEmpty()) {
            return steps;
        }
        String boot = steps.get(steps.size() - 1).header().boot();
        return steps.stream().filter(step -> step.header().boot().equals(boot)).toList();
    }
}
