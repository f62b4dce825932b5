package io.vedette.console.web;

import io.vedette.console.deployment.DesiredRelease;
import io.vedette.core.contract.Release;
import java.time.Instant;

/**
 * What a device should run.
 *
 * @param version grows with each change; the device's reports name the one it follows
 */
public record DesiredView(long version, Release release, Instant setAt) {
    static DesiredView of(DesiredRelease desired) {
        return new DesiredView(desired.version(), desired.release(), desired.setAt());
    }
}
