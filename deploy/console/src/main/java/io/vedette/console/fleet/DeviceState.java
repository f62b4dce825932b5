package io.vedette.console.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.contract.Birth;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.ErrorReport;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState;
import io.vedette.core.contract.Status;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.contract.Telemetry;
import io.vedette.core.contract.UpdateReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a device, changed by its messages only.
 *
 * @param lastSeen when a message that it had just sent arrived, by the console's clock
 * @param reported what lies in its slots, if it said so
 * @param update how far its last update has come, if it said so
 * @param cameras health by the camera's name
 * @param errors the latest report of each kind
 * @param drift by the camera's name; a document of release 0.1 has none
 */
public record DeviceState(
        DeviceId device,
        Instant firstSeen,
        Instant lastSeen,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Presence presence,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Birth birth,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Release release,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LatestTelemetry telemetry,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ReportedState reported,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UpdateReport update,
        Map<String, CameraHealth> cameras,
        Map<String, ErrorReport> errors,
        Map<String, CameraDrift> drift) {

    private static final int MAX_CAMERAS = 64;
    private static final int MAX_ERRORS = 50;
    private static final Duration PATIENCE_BEFORE_TELEMETRY = Duration.ofMinutes(1);

    public DeviceState {
        cameras = Collections.unmodifiableMap(new TreeMap<>(cameras));
        errors = Collections.unmodifiableMap(new TreeMap<>(errors));
        drift = drift == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(drift));
    }

    /** A device of which nothing is known yet. */
    public static DeviceState unknown(DeviceId device, Instant now) {
        return new DeviceState(device, now, now, null, null, null, null, null, null, Map.of(), Map.of(), Map.of());
    }

    /**
     * What is known after a message.
     *
     * @param isFresh whether the device has just sent it; false of what the broker had kept
     */
    public DeviceState after(Message message, boolean isFresh, Instant now) {
        Builder next = new Builder(this);
        boolean isWill = message instanceof Status status && status.availability() == Availability.OFFLINE;
        if (isFresh && !isWill) {
            next.lastSeen = now;
        }
        if (!isWill && !message.header().replayed()) {
            next.release = message.header().release() == null
                    ? release
                    : message.header().release();
        }
        if (message instanceof Status status) {
            next.presence = presence == null ? Presence.first(status, now) : presence.after(status, now);
        } else if (message instanceof Birth newBirth) {
            next.birth = newBirth;
        } else if (message instanceof CameraHealth health) {
            next.cameras.put(health.camera(), health);
            keepNewest(next.cameras, MAX_CAMERAS, Comparator.comparing(CameraHealth::since));
        } else if (message instanceof Telemetry newTelemetry) {
            next.telemetry = telemetry == null
                    ? new LatestTelemetry(newTelemetry, now, null)
                    : telemetry.after(newTelemetry, now);
        } else if (message instanceof ReportedState newReported) {
            next.reported = newReported;
        } else if (message instanceof UpdateReport newUpdate) {
            next.update = newUpdate;
        } else if (message instanceof ErrorReport error) {
            next.errors.put(error.kind(), error);
            keepNewest(next.errors, MAX_ERRORS, Comparator.comparing(ErrorReport::last));
        } else if (message instanceof DriftReport report) {
            CameraDrift known = drift.get(report.camera());
            next.drift.put(report.camera(), known == null ? CameraDrift.first(report, now) : known.after(report, now));
            keepNewest(next.drift, MAX_CAMERAS, Comparator.comparing(CameraDrift::since));
        }
        return next.build();
    }

    /** How things stand with the device. */
    public Condition condition(Instant now) {
        if (presence != null && presence.availability() == Availability.OFFLINE) {
            return Condition.OFFLINE;
        }
        Duration patience = telemetry == null ? PATIENCE_BEFORE_TELEMETRY : telemetry.patience();
        if (lastSeen.plus(patience).isBefore(now)) {
            return Condition.SILENT;
        }
        return presence != null && presence.availability() == Availability.UPDATING
                ? Condition.UPDATING
                : Condition.ONLINE;
    }

    /** When it came into the condition it is in. */
    public Instant conditionSince(Instant now) {
        return presence == null || condition(now) == Condition.SILENT ? lastSeen : presence.since();
    }

    private static <T> void keepNewest(Map<String, T> values, int max, Comparator<T> byTime) {
        if (values.size() > max) {
            values.entrySet().stream()
                    .min(Map.Entry.comparingByValue(byTime))
                    .map(Map.Entry::getKey)
                    .ifPresent(values::remove);
        }
    }

    /** A state under change. */
    private static final class Builder {
        private final DeviceState origin;
        private final Map<String, CameraHealth> cameras;
        private final Map<String, ErrorReport> errors;
        private final Map<String, CameraDrift> drift;
        private Instant lastSeen;
        private @Nullable Presence presence;
        private @Nullable Birth birth;
        private @Nullable Release release;
        private @Nullable LatestTelemetry telemetry;
        private @Nullable ReportedState reported;
        private @Nullable UpdateReport update;

        Builder(DeviceState origin) {
            this.origin = origin;
            this.cameras = new TreeMap<>(origin.cameras);
            this.errors = new TreeMap<>(origin.errors);
            this.drift = new TreeMap<>(origin.drift);
            this.lastSeen = origin.lastSeen;
            this.presence = origin.presence;
            this.birth = origin.birth;
            this.release = origin.release;
            this.telemetry = origin.telemetry;
            this.reported = origin.reported;
            this.update = origin.update;
        }

        DeviceState build() {
            return new DeviceState(
                    origin.device,
                    origin.firstSeen,
                    lastSeen,
                    presence,
                    birth,
                    release,
                    telemetry,
                    reported,
                    update,
                    cameras,
                    errors,
                    drift);
        }
    }
}
