package io.vedette.console.deployment;

import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Release;
import java.time.Instant;

/**
 * What a device should run.
 *
 * @param version grows with each change; a device heeds the highest it has seen
 */
public record DesiredRelease(DeviceId device, long version, Release release, Instant setAt) {
    public DesiredRelease {
        if (version < 1) {
            throw new IllegalArgumentException("version is not 1 or higher: " + version);
        }
    }
}
