package io.vedette.console.telemetry;

import io.vedette.core.contract.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What devices said, to be looked up. */
public interface History {
    /**
     * Predictions, the newest first.
     *
     * @param before only those with lower ids
     */
    List<StoredPrediction> predictions(DeviceId device, int limit, long before);

    /** Telemetry since a time, the oldest first; the newest {@code limit}. */
    List<TelemetryPoint> telemetry(DeviceId device, Instant since, int limit);

    /**
     * Drift reports since a time, of each camera the oldest first; the newest {@code limit} of each, and of all 2,000 at most.
     *
     * @param camera only of this one, if not null
     */
    List<StoredDrift> drift(DeviceId device, @Nullable String camera, Instant since, int limit);

    /** The newest report of each camera of the fleet since a time, as far as it compares with a reference; the newest {@code limit}, the oldest first. */
    List<StoredDrift> latestDrift(String reference, Instant since, int limit);

    /** How many decisions of each label began since a time, the most frequent first; of the newest 10,000. */
    Map<String, Long> classMix(DeviceId device, Instant since);
}
