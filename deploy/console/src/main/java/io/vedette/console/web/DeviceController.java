package io.vedette.console.web;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vedette.console.deployment.Deployments;
import io.vedette.console.fleet.DeviceState;
import io.vedette.console.fleet.DeviceSummary;
import io.vedette.console.fleet.Fleet;
import io.vedette.console.telemetry.History;
import io.vedette.core.contract.DeviceId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The devices and what they said. */
@Controller("/api/devices")
@Tag(name = "devices")
@ExecuteOn(TaskExecutors.BLOCKING)
class DeviceController {
    private static final int MAX_PREDICTIONS = 1_000;
    private static final int MAX_POINTS = 2_000;
    private static final int MAX_MINUTES = 7 * 24 * 60;

    private final Fleet fleet;
    private final History history;
    private final Deployments deployments;
    private final Clock clock;

    DeviceController(Fleet fleet, History history, Deployments deployments, Clock clock) {
        this.fleet = fleet;
        this.history = history;
        this.deployments = deployments;
        this.clock = clock;
    }

    /** All devices. */
    @Get
    @Operation(summary = "All devices at a glance, by name")
    DeviceList list() {
        return new DeviceList(fleet.summaries());
    }

    /** One device. */
    @Get("/{id}")
    @Operation(summary = "All that is known of a device")
    @ApiResponse(responseCode = "404", description = "No such device has reported")
    DeviceDetail get(String id) {
        DeviceId device = KnownDevice.require(fleet, id);
        Optional<DeviceSummary> summary = fleet.findSummary(device);
        Optional<DeviceState> state = fleet.findState(device);
        Map<String, Long> classMix = history.classMix(device, clock.instant().minus(DeviceDetail.CLASS_MIX_SPAN));
        return DeviceDetail.of(
                summary.orElseThrow(() -> ApiException.unknownDevice(id)),
                state.orElseThrow(() -> ApiException.unknownDevice(id)),
                deployments.find(device).map(DesiredView::of).orElse(null),
                classMix);
    }

    /** A device's predictions. */
    @Get("/{id}/predictions")
    @Operation(summary = "Predictions of a device, the newest first; each page names where the next begins")
    @ApiResponse(responseCode = "400", description = "A parameter is out of its range")
    @ApiResponse(responseCode = "404", description = "No such device has reported")
    PredictionPage predictions(
            String id,
            @QueryValue(defaultValue = "50") int limit,
            @QueryValue(defaultValue = "" + Long.MAX_VALUE) long before) {
        DeviceId device = KnownDevice.require(fleet, id);
        Parameters.requireBetween("limit", limit, MAX_PREDICTIONS);
        return PredictionPage.of(history.predictions(device, limit, before), limit);
    }

    /** A device's telemetry. */
    @Get("/{id}/telemetry")
    @Operation(summary = "How a device fared of late, the oldest first")
    @ApiResponse(responseCode = "400", description = "A parameter is out of its range")
    @ApiResponse(responseCode = "404", description = "No such device has reported")
    TelemetrySeries telemetry(
            String id, @QueryValue(defaultValue = "60") int minutes, @QueryValue(defaultValue = "500") int limit) {
        DeviceId device = KnownDevice.require(fleet, id);
        Parameters.requireBetween("minutes", minutes, MAX_MINUTES);
        Parameters.requireBetween("limit", limit, MAX_POINTS);
        return new TelemetrySeries(
                history.telemetry(device, clock.instant().minus(Duration.ofMinutes(minutes)), limit));
    }
}
