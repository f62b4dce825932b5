package io.vedette.console.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** How the console itself does. */
@Controller
@Tag(name = "console")
class StatusController {
    private final StatusSource source;
    private final LiveStream live;

    StatusController(StatusSource source, LiveStream live) {
        this.source = source;
        this.live = live;
    }

    /** Whether the console does its work. */
    @Get("/health")
    @Operation(summary = "Whether the broker is connected and what comes can be stored")
    @ApiResponse(responseCode = "503", description = "Something does not work")
    HttpResponse<Health> health() {
        Health health = Health.of(source);
        HttpStatus status = health.status() == Health.State.UP ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
        return HttpResponse.<Health>status(status).body(health);
    }

    /** What the console counts. */
    @Get("/api/counters")
    @Operation(summary = "Messages received, stored, repeated and refused since the console started")
    CounterView counters() {
        return new CounterView(source.counters(), source.chunkCounters(), live.listenerCount(), live.droppedCount());
    }
}
