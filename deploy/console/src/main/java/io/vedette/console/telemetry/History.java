package io.vedette.console.telemetry;

import io.vedette.core.contract.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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

    /** How many decisions of each label began since a time, the most frequent first; of the newest 10,000. */
    Map<String, Long> classMix(DeviceId device, Instant since);
}
