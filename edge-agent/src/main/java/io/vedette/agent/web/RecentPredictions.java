package io.vedette.agent.web;

import io.vedette.core.contract.Prediction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the newest steps of decisions; any thread may add and look. */
public final class RecentPredictions {
    private final int capacity;
    private final Map<String, Prediction> latest = new HashMap<>();
    private final Deque<Prediction> recent = new ArrayDeque<>();

    public RecentPredictions(int capacity) {
        this.capacity = capacity;
    }

    public synchronized void add(Prediction prediction) {
        latest.put(prediction.camera(), prediction);
        recent.addFirst(prediction);
        if (recent.size() > capacity) {
            recent.removeLast();
        }
    }

    public synchronized AgentView.Predictions view() {
        List<Prediction> newestFirst = new ArrayList<>(recent);
        return new AgentView.Predictions(latest, newestFirst);
    }
}
