package io.vedette.console.telemetry;

import java.util.List;

/** Keeps what came from devices. */
public interface TelemetryStore {
    /**
     * Stores all of a batch or nothing; when it returns, a power cut cannot undo it. The batch stored last is not stored again.
     *
     * @throws RuntimeException if nothing was stored, or if it is not known whether it was
     */
    void store(Batch batch);

    /** What came from every outbox. */
    List<OutboxState> loadOutboxes();
}
