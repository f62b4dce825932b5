package io.vedette.console.web;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vedette.console.drift.FleetDrift;
import io.vedette.console.drift.MergedDrift;
import io.vedette.console.fleet.Fleet;
import io.vedette.console.telemetry.History;
import io.vedette.console.telemetry.StoredDrift;
import io.vedette.core.contract.DeviceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what the cameras see is still like what the models were trained on. */
@Controller("/api")
@Tag(name = "drift")
@ExecuteOn(TaskExecutors.BLOCKING)
class DriftController {
    private static final Duration USUAL_SPAN = Duration.ofHours(24);
    private static final int MAX_WINDOWS = 1_000;
    private static final int MAX_MERGED = 1_000;

    private final Fleet fleet;
    private final History history;
    private final Clock clock;

    DriftController(Fleet fleet, History history, Clock clock) {
        this.fleet = fleet;
        this.history = history;
        this.clock = clock;
    }

    /** A device's drift. */
    @Get("/devices/{id}/drift")
    @Operation(
            summary =
                    "What a device's windows were found to be since a time (a day ago unless told), of each camera the"
                            + " oldest first and no more than the limit, and the newest report of each camera in full")
    @ApiResponse(responseCode = "400", description = "A parameter is out of its range")
    @ApiResponse(responseCode = "404", description = "No such device has reported")
    DriftHistory ofDevice(
            String id,
            @Nullable @QueryValue String camera,
            @Nullable @QueryValue String from,
            @QueryValue(defaultValue = "200") int limit) {
        DeviceId device = KnownDevice.require(fleet, id);
        Parameters.requireBetween("limit", limit, MAX_WINDOWS);
        return DriftHistory.of(history.drift(device, camera, since(from), limit));
    }

    /** The fleet's drift. */
    @Get("/drift")
    @Operation(
            summary =
                    "The drift of all cameras, what of it is common to a site, and the newest windows of those that share a"
                            + " reference (the most used one unless told) since a time (a day ago unless told) as one;"
                            + " of 1,000 cameras at most")
    @ApiResponse(responseCode = "400", description = "A parameter is not what it should be")
    @ApiResponse(responseCode = "404", description = "No camera compares with this reference")
    FleetDriftView ofFleet(@Nullable @QueryValue String reference, @Nullable @QueryValue String from) {
        FleetDrift drift = FleetDrift.of(fleet.summaries());
        List<String> known =
                drift.references().stream().map(use -> use.reference().id()).toList();
        if (reference != null && !known.contains(reference)) {
            throw ApiException.unknownReference(reference);
        }
        Instant since = since(from);
        String chosen = reference == null ? known.stream().findFirst().orElse(null) : reference;
        return new FleetDriftView(drift, chosen == null ? null : merged(chosen, since));
    }

    private MergedDrift merged(String reference, Instant since) {
        return MergedDrift.of(
                reference,
                history.latestDrift(reference, since, MAX_MERGED).stream()
                        .map(StoredDrift::report)
                        .toList());
    }

    private Instant since(@Nullable String from) {
        return from == null ? clock.instant().minus(USUAL_SPAN) : Parameters.requireTime("from", from);
    }
}
