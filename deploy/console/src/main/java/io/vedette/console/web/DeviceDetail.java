package io.vedette.console.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.console.fleet.DeviceState;
import io.vedette.console.fleet.DeviceSummary;
import io.vedette.core.contract.Birth;
import io.vedette.core.contract.ErrorReport;
import io.vedette.core.contract.ReportedState;
import io.vedette.core.contract.UpdateReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a device.
 *
 * @param birth what it said of itself, if it did
 * @param desired what it should run, if anyone said so
 * @param reported what lies in its slots, if it said so
 * @param update how far its last update has come, if it said so
 * @param errors the latest of each kind, the newest first
 * @param classMix decisions by label within {@code classMixMinutes}, the most frequent first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceDetail(
        DeviceSummary summary,
        Instant firstSeen,
        @Nullable Birth birth,
        @Nullable DesiredView desired,
        @Nullable ReportedState reported,
        @Nullable UpdateReport update,
        List<ErrorReport> errors,
        Map<String, Long> classMix,
        long classMixMinutes) {

    /** How far back the class mix reaches. */
    static final Duration CLASS_MIX_SPAN = Duration.ofMinutes(15);

    static DeviceDetail of(
            DeviceSummary summary, DeviceState state, @Nullable DesiredView desired, Map<String, Long> classMix) {
        List<ErrorReport> errors = state.errors().values().stream()
                .sorted(Comparator.comparing(ErrorReport::last).reversed())
                .toList();
        return new DeviceDetail(
                summary,
                state.firstSeen(),
                state.birth(),
                desired,
                state.reported(),
                state.update(),
                errors,
                classMix,
                CLASS_MIX_SPAN.toMinutes());
    }
}
