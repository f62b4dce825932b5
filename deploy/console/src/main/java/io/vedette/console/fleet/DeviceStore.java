package io.vedette.console.fleet;

import java.util.List;

/** Keeps what is known of devices over restarts. */
public interface DeviceStore {
    /** All devices. */
    List<DeviceState> loadAll();
}
