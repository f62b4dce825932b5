package io.vedette.console.fleet;

import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Release;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All devices as they are now. One thread changes them, any may look. */
public final class Fleet {
    private final Map<DeviceId, Member> members = new ConcurrentHashMap<>();
    private final Map<DeviceId, Desired> desired = new ConcurrentHashMap<>();
    private final Clock clock;
    private final int maxDevices;

    public Fleet(List<DeviceState> devices, int maxDevices, Clock clock) {
        this.clock = clock;
        this.maxDevices = maxDevices;
        devices.forEach(state -> members.put(state.device(), new Member(state)));
    }

    /** Whether messages of a device are taken: of every known one, and of new ones until there are too many. */
    public boolean admits(DeviceId device) {
        return members.containsKey(device) || members.size() < maxDevices;
    }

    /** What is known of a device, which may be nothing yet. */
    public DeviceState state(DeviceId device, Instant now) {
        Member member = members.get(device);
        return member == null ? DeviceState.unknown(device, now) : member.state;
    }

    /** Replaces what is known of a device. */
    public void update(DeviceState state) {
        members.computeIfAbsent(state.device(), device -> new Member(state)).state = state;
    }

    /** Replaces how completely a device's records arrived. */
    public void update(DeviceId device, DeliveryReport delivery) {
        Member member = members.get(device);
        if (member != null) {
            member.delivery = delivery;
        }
    }

    /**
     * Replaces what a device should run.
     *
     * @param version of the desired state
     */
    public void desire(DeviceId device, long version, Release release) {
        desired.put(device, new Desired(version, release));
    }

    /** Counts a decision that has just begun; one that is told late does not count towards the rate of now. */
    public void count(Prediction prediction, Instant receivedAt) {
        Member member = members.get(prediction.header().device());
        if (member != null
                && prediction.phase() == Prediction.Phase.NEW
                && !prediction.header().replayed()) {
            member.decisions.record(receivedAt);
        }
    }

    /** Decisions of a device that began within the last minute. */
    public long decisionsPerMinute(DeviceId device, Instant now) {
        Member member = members.get(device);
        return member == null ? 0 : member.decisions.perMinute(now);
    }

    /** Every device at a glance, by name. */
    public List<DeviceSummary> summaries() {
        Instant now = clock.instant();
        return members.values().stream()
                .map(member -> summary(member, now))
                .sorted(Comparator.comparing(summary -> summary.device().value()))
                .toList();
    }

    /** A device at a glance. */
    public Optional<DeviceSummary> findSummary(DeviceId device) {
        return Optional.ofNullable(members.get(device)).map(member -> summary(member, clock.instant()));
    }

    /** What is known of a device, if anything is. */
    public Optional<DeviceState> findState(DeviceId device) {
        return Optional.ofNullable(members.get(device)).map(member -> member.state);
    }

    /** How many devices said last that they run a release. */
    public long countRunning(Release release) {
        return members.values().stream()
                .filter(member -> release.equals(member.state.release()))
                .count();
    }

    /** The devices which look different from when this was last asked; for one asker. */
    public List<DeviceSummary> takeChanged() {
        Instant now = clock.instant();
        List<DeviceSummary> changed = new ArrayList<>();
        for (Member member : members.values()) {
            DeviceSummary summary = summary(member, now);
            if (!summary.equals(member.told)) {
                member.told = summary;
                changed.add(summary);
            }
        }
        return changed;
    }

    private DeviceSummary summary(Member member, Instant now) {
        DeviceState state = member.state;
        return DeviceSummary.of(
                state, desired.get(state.device()), member.delivery, member.decisions.perMinute(now), now);
    }

    /** A device with what is counted about it. */
    private static final class Member {
        private final RateWindow decisions = new RateWindow();
        private volatile DeviceState state;
        private volatile DeliveryReport delivery = DeliveryReport.NONE;
        private volatile @Nullable DeviceSummary told;

        Member(DeviceState state) {
            this.state = state;
        }
    }
}
