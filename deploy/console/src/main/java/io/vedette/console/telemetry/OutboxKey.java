package io.vedette.console.telemetry;

import io.vedette.core.contract.DeviceId;

/** An outbox of a device. */
public record OutboxKey(DeviceId device, String outbox) {}
