package io.vedette.console.telemetry;

import io.vedette.core.contract.Acknowledgement;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells devices which of their records are stored: each device at most once per {@link #tick}, when something came from it. */
final class Acknowledger {
    private final Outboxes outboxes;
    private final AcknowledgementPublisher publisher;
    private final IngestCounters counters;
    private final Clock clock;
    private final String boot;
    private final Instant startedAt;
    private final Set<DeviceId> due = ConcurrentHashMap.newKeySet();

    Acknowledger(
            Outboxes outboxes, AcknowledgementPublisher publisher, IngestCounters counters, Clock clock, String boot) {
        this.outboxes = outboxes;
        this.publisher = publisher;
        this.counters = counters;
        this.clock = clock;
        this.boot = boot;
        this.startedAt = clock.instant();
    }

    void require(DeviceId device) {
        due.add(device);
    }

    /** For a broker that may have forgotten what was published. */
    void requireAll() {
        due.addAll(outboxes.devices());
    }

    void tick() {
        for (DeviceId device : List.copyOf(due)) {
            // Before looking, so that what is stored meanwhile makes it due again.
            due.remove(device);
            boolean isPublished = outboxes.findCurrent(device)
                    .map(outbox -> publisher.publish(acknowledgement(outbox)))
                    .orElse(true);
            if (!isPublished) {
                due.add(device);
                return;
            }
            counters.countAcknowledgement();
        }
    }

    private Acknowledgement acknowledgement(OutboxState outbox) {
        Instant now = clock.instant();
        Header header = new Header(
                Header.SCHEMA,
                outbox.key().device(),
                boot,
                now,
                Math.max(0, Duration.between(startedAt, now).toMillis()),
                ClockState.UNKNOWN,
                false,
                null,
                null);
        ReceivedSequences received = ReceivedSequences.of(outbox.received());
        return new Acknowledgement(header, outbox.key().outbox(), received.highest(), received.missing());
    }
}
