package io.vedette.console.web;

import io.vedette.console.telemetry.TelemetryPoint;
import java.util.List;

/** How a device fared, the oldest first. */
public record TelemetrySeries(List<TelemetryPoint> points) {}
