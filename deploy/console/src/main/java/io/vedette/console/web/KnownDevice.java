package io.vedette.console.web;

import io.vedette.console.fleet.Fleet;
import io.vedette.core.contract.DeviceId;

/** A device that a request names. */
final class KnownDevice {
    private KnownDevice() {}

    /** @throws ApiException if none of that name has reported */
    static DeviceId require(Fleet fleet, String id) {
        if (!DeviceId.isValid(id)) {
            throw ApiException.unknownDevice(id);
        }
        DeviceId device = new DeviceId(id);
        if (fleet.findState(device).isEmpty()) {
            throw ApiException.unknownDevice(id);
        }
        return device;
    }
}
