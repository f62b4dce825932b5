package io.vedette.console.web;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vedette.core.contract.DeviceId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** What happens, as it happens. */
@Controller("/api/events")
@Tag(name = "events")
class EventController {
    private final LiveStream live;

    EventController(LiveStream live) {
        this.live = live;
    }

    /** Server-sent events. */
    @Get(produces = MediaType.TEXT_EVENT_STREAM)
    @Operation(
            summary =
                    "Server-sent events: device (a summary, at most once a second for each), status, birth,"
                            + " prediction, health, telemetry, error, drift, reported, update; and a heartbeat. A client that cannot keep up is dropped.")
    @ApiResponse(responseCode = "400", description = "A parameter is not what it should be")
    @ApiResponse(responseCode = "503", description = "Too many clients listen already")
    Publisher<Event<String>> events(@Nullable @QueryValue String device, @Nullable @QueryValue List<String> kind) {
        return live.listen(new EventFilter(requireDevice(device), requireKinds(kind)));
    }

    private static @Nullable DeviceId requireDevice(@Nullable String device) {
        if (device == null) {
            return null;
        }
        if (!DeviceId.isValid(device)) {
            throw ApiException.badParameter("device", device, "lower-case letters, digits and dashes");
        }
        return new DeviceId(device);
    }

    private static Set<EventKind> requireKinds(@Nullable List<String> names) {
        if (names == null || names.isEmpty()) {
            return EnumSet.allOf(EventKind.class);
        }
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (String name : names) {
            kinds.add(EventKind.find(name)
                    .orElseThrow(() -> ApiException.badParameter(
                            "kind",
                            name,
                            "one of "
                                    + Arrays.stream(EventKind.values())
                                            .map(EventKind::eventName)
                                            .toList())));
        }
        return kinds;
    }
}
