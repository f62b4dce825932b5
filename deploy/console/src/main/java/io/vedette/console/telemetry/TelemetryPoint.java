package io.vedette.console.telemetry;

import io.vedette.console.fleet.TelemetryFigures;
import java.time.Instant;

/**
 * How a device fared at a time.
 *
 * @param time by the device's clock
 * @param decisionsPerMinute begun within the minute before it arrived
 */
public record TelemetryPoint(Instant receivedAt, Instant time, long decisionsPerMinute, TelemetryFigures figures) {}
