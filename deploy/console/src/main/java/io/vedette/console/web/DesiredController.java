package io.vedette.console.web;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vedette.console.deployment.Deployments;
import io.vedette.console.deployment.RefusedDeploymentException;
import io.vedette.console.fleet.Fleet;
import io.vedette.core.contract.DeviceId;

/** What devices should run. */
@Controller("/api/devices/{id}/desired")
@Tag(name = "devices")
@ExecuteOn(TaskExecutors.BLOCKING)
class DesiredController {
    private final Fleet fleet;
    private final Deployments deployments;

    DesiredController(Fleet fleet, Deployments deployments) {
        this.fleet = fleet;
        this.deployments = deployments;
    }

    /** What a device should run. */
    @Get
    @Operation(summary = "What a device should run")
    @ApiResponse(responseCode = "404", description = "No such device has reported, or nobody said what it should run")
    DesiredView get(String id) {
        DeviceId device = KnownDevice.require(fleet, id);
        return deployments.find(device).map(DesiredView::of).orElseThrow(() -> ApiException.nothingDesired(id));
    }

    /** Says what a device should run. */
    @Put
    @Operation(summary = "Has a device run a release; the same again makes one that gave it up try again")
    @ApiResponse(responseCode = "404", description = "No such device has reported")
    @ApiResponse(responseCode = "409", description = "The device would refuse it")
    @ApiResponse(responseCode = "422", description = "No such release is published")
    DesiredView set(String id, @Body DesiredRequest request) {
        DeviceId device = KnownDevice.require(fleet, id);
        try {
            return DesiredView.of(deployments.set(device, request.name(), request.number()));
        } catch (RefusedDeploymentException e) {
            throw ApiException.refusedDeployment(e);
        }
    }
}
