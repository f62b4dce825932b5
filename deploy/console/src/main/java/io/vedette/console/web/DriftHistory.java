package io.vedette.console.web;

import io.vedette.console.telemetry.StoredDrift;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a device's windows compared with their reference.
 *
 * @param latest the newest report of each camera, in full
 * @param windows of each camera the oldest first
 */
public record DriftHistory(List<StoredDrift> latest, List<DriftPoint> windows) {
    static DriftHistory of(List<StoredDrift> oldestFirst) {
        Map<String, StoredDrift> latest = new LinkedHashMap<>();
        oldestFirst.forEach(stored -> latest.put(stored.report().camera(), stored));
        return new DriftHistory(
                List.copyOf(latest.values()),
                oldestFirst.stream().map(DriftPoint::of).toList());
    }
}
