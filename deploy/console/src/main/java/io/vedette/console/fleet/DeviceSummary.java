package io.vedette.console.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.contract.Birth;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.Telemetry.CameraRate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A device at a glance.
 *
 * @param since when it came into its condition
 * @param desired what it should run, if anyone said so
 * @param desiredVersion of that; a device whose update names a lower one has not answered yet
 * @param update how far its last update has come, if it said so
 * @param decisionsPerMinute decisions begun within the last minute
 * @param figures of its newest telemetry, if it sent any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceSummary(
        DeviceId device,
        Condition condition,
        Instant since,
        Instant lastSeen,
        @Nullable String site,
        Map<String, String> tags,
        @Nullable Release release,
        @Nullable Release desired,
        @Nullable Long desiredVersion,
        @Nullable UpdateSummary update,
        @Nullable String variant,
        @Nullable String model,
        List<CameraSummary> cameras,
        long decisionsPerMinute,
        @Nullable TelemetryFigures figures,
        int errors,
        DeliveryReport delivery) {

    public DeviceSummary {
        tags = Map.copyOf(tags);
        cameras = List.copyOf(cameras);
    }

    static DeviceSummary of(
            DeviceState state,
            @Nullable Desired desired,
            DeliveryReport delivery,
            long decisionsPerMinute,
            Instant now) {
        Birth birth = state.birth();
        LatestTelemetry telemetry = state.telemetry();
        return new DeviceSummary(
                state.device(),
                state.condition(now),
                state.conditionSince(now),
                state.lastSeen(),
                birth == null ? null : birth.site(),
                birth == null ? Map.of() : birth.tags(),
                state.release(),
                desired == null ? null : desired.release(),
                desired == null ? null : Long.valueOf(desired.version()),
                state.update() == null ? null : UpdateSummary.of(state.update()),
                birth == null ? null : birth.variant(),
                birth == null ? null : birth.hardware().model(),
                cameras(state),
                decisionsPerMinute,
                telemetry == null ? null : TelemetryFigures.of(telemetry.telemetry()),
                state.errors().size(),
                delivery);
    }

    /** Those the device named at birth; before that, those whose health or drift is known. */
    private static List<CameraSummary> cameras(DeviceState state) {
        Birth birth = state.birth();
        List<CameraSummary> cameras = new ArrayList<>();
        if (birth == null) {
            Set<String> names = new TreeSet<>(state.cameras().keySet());
            names.addAll(state.drift().keySet());
            names.forEach(name -> cameras.add(camera(state, name, null)));
        } else {
            birth.cameras().forEach(camera -> cameras.add(camera(state, camera.name(), camera.source())));
        }
        return cameras;
    }

    private static CameraSummary camera(DeviceState state, String name, @Nullable String source) {
        CameraHealth health = state.cameras().get(name);
        CameraRate rate = state.telemetry() == null
                ? null
                : state.telemetry().telemetry().cameras().stream()
                        .filter(camera -> camera.camera().equals(name))
                        .findFirst()
                        .orElse(null);
        return new CameraSummary(
                name,
                source,
                health == null ? null : health.state(),
                health == null ? null : health.since(),
                health == null ? "" : health.detail(),
                rate == null ? null : rate.framesPerSecond(),
                rate == null ? null : rate.frames(),
                rate == null ? null : rate.dropped(),
                state.drift().get(name));
    }
}
