package io.vedette.console.telemetry;

import io.vedette.core.contract.DeviceId;

/** How a device fared, with whose it is. */
public record StoredTelemetry(DeviceId device, TelemetryPoint point) {}
