package io.vedette.console.web;

import io.vedette.core.contract.DeviceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events a client wants.
 *
 * @param device only of this one, if not null
 */
record EventFilter(@Nullable DeviceId device, Set<EventKind> kinds) {
    EventFilter {
        kinds = Set.copyOf(kinds);
    }

    boolean accepts(DeviceId of, EventKind kind) {
        return kinds.contains(kind) && (device == null || device.equals(of));
    }
}
