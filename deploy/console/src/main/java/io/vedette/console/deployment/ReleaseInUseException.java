package io.vedette.console.deployment;

import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Release;
import java.util.List;
import java.util.stream.Collectors;

/** A release cannot be deleted while devices should run it. */
public final class ReleaseInUseException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 5;

    private final transient List<DeviceId> devices;

    ReleaseInUseException(Release release, List<DeviceId> devices) {
        super("Release " + release.number() + " of '" + release.name() + "' is what "
                + devices.stream().limit(SHOWN).map(DeviceId::value).collect(Collectors.joining(", "))
                + (devices.size() > SHOWN ? " and " + (devices.size() - SHOWN) + " more" : "")
                + " should run; set another release there first");
        this.devices = List.copyOf(devices);
    }

    /** Those that should run it. */
    public List<DeviceId> devices() {
        return devices;
    }
}
