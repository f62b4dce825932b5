package io.vedette.console.fleet;

import io.vedette.core.contract.Message;
import java.util.List;

/** Is told what happens to the fleet as it happens; must return at once. */
public interface FleetListener {
    /** A message of a device was stored. */
    void onMessage(Message message);

    /** These devices are no longer as they were when last told; at most once a second for each. */
    void onDevicesChanged(List<DeviceSummary> devices);
}
