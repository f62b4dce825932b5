package io.vedette.console.telemetry;

import io.vedette.core.contract.DeviceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What came from every outbox, as far as it is stored. One thread changes it, any may look. */
final class Outboxes {
    /** A device has one; the others are of disks that were replaced. */
    static final int MAX_PER_DEVICE = 4;

    private final Map<DeviceId, List<OutboxState>> latestFirst = new ConcurrentHashMap<>();

    Outboxes(Collection<OutboxState> states) {
        states.stream().sorted(Comparator.comparing(OutboxState::lastUsed)).forEach(this::put);
    }

    Optional<OutboxState> find(OutboxKey key) {
        return of(key.device()).stream()
                .filter(state -> state.key().equals(key))
                .findFirst();
    }

    /** The outbox that a device used last. */
    Optional<OutboxState> findCurrent(DeviceId device) {
        return of(device).stream().findFirst();
    }

    Collection<DeviceId> devices() {
        return latestFirst.keySet();
    }

    /** The outboxes of a device, that used last first. */
    List<OutboxState> of(DeviceId device) {
        return latestFirst.getOrDefault(device, List.of());
    }

    /** Puts an outbox first among those of its device, and forgets the one used longest ago if there are too many. */
    void put(OutboxState state) {
        latestFirst.merge(state.key().device(), List.of(state), (old, added) -> withFirst(old, state));
    }

    /** Outboxes of one device with another put first, or brought forward, and the last left out if there are too many. */
    static List<OutboxState> withFirst(List<OutboxState> states, OutboxState first) {
        List<OutboxState> result = new ArrayList<>(List.of(first));
        states.stream().filter(state -> !state.key().equals(first.key())).forEach(result::add);
        return List.copyOf(result.subList(0, Math.min(MAX_PER_DEVICE, result.size())));
    }
}
