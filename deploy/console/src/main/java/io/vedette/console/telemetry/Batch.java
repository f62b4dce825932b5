package io.vedette.console.telemetry;

import io.vedette.console.fleet.DeviceState;
import java.util.List;

/**
 * What is stored in one transaction.
 *
 * @param id unique, so that one whose storing failed after the fact is not stored again
 * @param devices new states, in place of those before
 * @param outboxes new states, in place of those before
 * @param forgotten outboxes to be deleted
 */
public record Batch(
        String id,
        List<StoredPrediction> predictions,
        List<StoredTelemetry> telemetry,
        List<StoredDrift> drift,
        List<DeviceState> devices,
        List<OutboxState> outboxes,
        List<OutboxKey> forgotten) {
    public Batch {
        predictions = List.copyOf(predictions);
        telemetry = List.copyOf(telemetry);
        drift = List.copyOf(drift);
        devices = List.copyOf(devices);
        outboxes = List.copyOf(outboxes);
        forgotten = List.copyOf(forgotten);
    }

    boolean isEmpty() {
        return predictions.isEmpty()
                && telemetry.isEmpty()
                && drift.isEmpty()
                && devices.isEmpty()
                && outboxes.isEmpty()
                && forgotten.isEmpty();
    }
}
