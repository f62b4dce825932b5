package io.vedette.simulator.score;

import io.vedette.core.contract.Prediction;
import java.util.List;

/** What an agent told since it was last started: frames count anew from there. */
final class LatestRun {
    private LatestRun() {}

    /** The decisions of the newest run, in their order. */
    static List<Prediction> of(List<Prediction> decisions) {
        if (decisions.isEmpty()) {
            return decisions;
        }
        String boot = decisions.get(decisions.size() - 1).header().boot();
        return decisions.stream()
                .filter(decision -> decision.header().boot().equals(boot))
                .toList();
    }
}
