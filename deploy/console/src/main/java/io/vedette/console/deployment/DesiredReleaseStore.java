package io.vedette.console.deployment;

import java.util.List;

/** Keeps what devices should run; what a method has done, a power cut cannot undo. */
public interface DesiredReleaseStore {
    /** One for each device that should run something. */
    List<DesiredRelease> loadAll();

    /** Stores one in place of the device's former. */
    void put(DesiredRelease desired);
}
