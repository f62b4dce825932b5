package io.vedette.console.deployment;

import io.vedette.console.artifact.PublishedRelease;
import io.vedette.console.artifact.Releases;
import io.vedette.console.fleet.DeviceState;
import io.vedette.console.fleet.Fleet;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState;
import io.vedette.core.contract.UpdateReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every device should run. It is stored before it is told, told retained, and told anew each time the broker was reached, which may have
 * forgotten it. Any thread may look and set.
 */
public final class Deployments {
    private static final Logger LOGGER = LoggerFactory.getLogger(Deployments.class);
    /** A device that claims to have seen a higher version is not believed, so that none can use up the numbers. */
    private static final long MAX_BELIEVED_VERSION = 1L << 48;

    private final DesiredReleaseStore store;
    private final Releases releases;
    private final Fleet fleet;
    private final DesiredStatePublisher publisher;
    private final Clock clock;
    private final String boot;
    private final Instant startedAt;
    private final Map<DeviceId, DesiredRelease> desired = new ConcurrentHashMap<>();
    private final Set<DeviceId> due = ConcurrentHashMap.newKeySet();

    /** @param boot the id of this run of the console */
    public Deployments(
            DesiredReleaseStore store,
            Releases releases,
            Fleet fleet,
            DesiredStatePublisher publisher,
            String boot,
            Clock clock) {
        this.store = store;
        this.releases = releases;
        this.fleet = fleet;
        this.publisher = publisher;
        this.boot = boot;
        this.clock = clock;
        this.startedAt = clock.instant();
        store.loadAll().forEach(this::hold);
    }

    /** What a device should run, if anyone said so. */
    public Optional<DesiredRelease> find(DeviceId device) {
        return Optional.ofNullable(desired.get(device));
    }

    /** How many devices should run a release. */
    public long count(Release release) {
        return desired.values().stream()
                .filter(state -> state.release().equals(release))
                .count();
    }

    /**
     * Decides what a device should run. The same release anew makes a device that gave it up try again.
     *
     * @throws RefusedDeploymentException if that cannot be
     */
    public synchronized DesiredRelease set(DeviceId device, String name, int number) {
        Release release = releases.find(name, number)
                .map(PublishedRelease::release)
                .orElseThrow(() -> new RefusedDeploymentException(
                        Refusal.UNKNOWN_RELEASE,
                        "No release " + number + " of '" + name + "' is published; published are "
                                + publishedNumbers(name)));
        Instant now = clock.instant();
        DeviceState state = fleet.state(device, now);
        Admission.require(state, release);
        DesiredRelease next = new DesiredRelease(device, nextVersion(state), release, now);
        store.put(next);
        hold(next);
        LOGGER.info("{} should run {}", device, release);
        tick();
        return next;
    }

    /**
     * Deletes a release that no device should run.
     *
     * @throws ReleaseInUseException if one should
     */
    public synchronized void delete(PublishedRelease release) throws IOException {
        List<DeviceId> devices = desired.values().stream()
                .filter(state -> state.release().equals(release.release()))
                .map(DesiredRelease::device)
                .sorted(Comparator.comparing(DeviceId::value))
                .toList();
        if (!devices.isEmpty()) {
            throw new ReleaseInUseException(release.release(), devices);
        }
        releases.delete(release);
    }

    /** To be called each time the broker was reached anew: it may not have kept what was published. */
    public void onConnected() {
        due.addAll(desired.keySet());
    }

    /** Tells devices what is due; to be called a few times a second. One at a time, so that no older word overtakes a newer. */
    public synchronized void tick() {
        for (DeviceId device : List.copyOf(due)) {
            // Before looking, so that what is set meanwhile makes it due again.
            due.remove(device);
            boolean isPublished =
                    find(device).flatMap(this::message).map(publisher::publish).orElse(true);
            if (!isPublished) {
                due.add(device);
                return;
            }
        }
    }

    private void hold(DesiredRelease next) {
        desired.put(next.device(), next);
        fleet.desire(next.device(), next.version(), next.release());
        due.add(next.device());
    }

    private Optional<DesiredState> message(DesiredRelease state) {
        Instant now = clock.instant();
        Header header = new Header(
                Header.SCHEMA,
                state.device(),
                boot,
                now,
                Math.max(0, Duration.between(startedAt, now).toMillis()),
                ClockState.UNKNOWN,
                false,
                null,
                null);
        return releases.find(state.release().name(), state.release().number())
                .map(published -> new DesiredState(header, state.version(), published.release(), published.artifact()));
    }

    /** Above what was ever told, also by a console whose database is lost. */
    private long nextVersion(DeviceState state) {
        long told = find(state.device()).map(DesiredRelease::version).orElse(0L);
        ReportedState reported = state.reported();
        if (reported != null && reported.desiredVersion() < MAX_BELIEVED_VERSION) {
            told = Math.max(told, reported.desiredVersion());
        }
        UpdateReport update = state.update();
        if (update != null && update.desiredVersion() < MAX_BELIEVED_VERSION) {
            told = Math.max(told, update.desiredVersion());
        }
        return told + 1;
    }

    private String publishedNumbers(String name) {
        List<Integer> numbers = releases.all().stream()
                .map(PublishedRelease::release)
                .filter(release -> release.name().equals(name))
                .map(Release::number)
                .sorted()
                .toList();
        return numbers.isEmpty() ? "none of that name" : numbers.toString();
    }
}
