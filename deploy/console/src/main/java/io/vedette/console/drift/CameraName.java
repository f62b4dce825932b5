package io.vedette.console.drift;

import io.vedette.core.contract.DeviceId;

/** A camera of a device. */
public record CameraName(DeviceId device, String camera) {}
