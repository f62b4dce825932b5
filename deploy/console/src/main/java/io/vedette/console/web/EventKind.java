package io.vedette.console.web;

import io.vedette.core.contract.Birth;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.ErrorReport;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.ReportedState;
import io.vedette.core.contract.Status;
import io.vedette.core.contract.Telemetry;
import io.vedette.core.contract.UpdateReport;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of live event. */
enum EventKind {
    /** A device's summary changed. */
    DEVICE,
    STATUS,
    BIRTH,
    PREDICTION,
    HEALTH,
    TELEMETRY,
    ERROR,
    DRIFT,
    /** What lies in a device's slots. */
    REPORTED,
    /** How far a device's update has come. */
    UPDATE;

    String eventName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<EventKind> find(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.eventName().equals(name))
                .findFirst();
    }

    /** The kind of event that a message of a device makes, if it makes one. */
    static Optional<EventKind> of(Message message) {
        if (message instanceof Status) {
            return Optional.of(STATUS);
        }
        if (message instanceof Birth) {
            return Optional.of(BIRTH);
        }
        if (message instanceof Prediction) {
            return Optional.of(PREDICTION);
        }
        if (message instanceof CameraHealth) {
            return Optional.of(HEALTH);
        }
        if (message instanceof Telemetry) {
            return Optional.of(TELEMETRY);
        }
        if (message instanceof DriftReport) {
            return Optional.of(DRIFT);
        }
        if (message instanceof ReportedState) {
            return Optional.of(REPORTED);
        }
        if (message instanceof UpdateReport) {
            return Optional.of(UPDATE);
        }
        return message instanceof ErrorReport ? Optional.of(ERROR) : Optional.empty();
    }
}
