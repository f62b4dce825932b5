package io.vedette.console.telemetry;

import io.vedette.core.contract.Acknowledgement;
import io.vedette.core.contract.SequenceRange;
import io.vedette.core.contract.Telemetry;
import java.time.Instant;

/** An {@link OutboxState} under change while a batch is planned. */
final class OutboxLedger {
    /** As many as an acknowledgement can list gaps. */
    static final int MAX_RANGES = Acknowledgement.MAX_RANGES;

    /** What a record turned out to be. */
    enum Arrival {
        NEW,
        DUPLICATE,
        /** It would open one gap too many: not stored and not acknowledged, so that the device sends it again when others are closed. */
        DEFERRED
    }

    private final OutboxKey key;
    private final Instant now;
    private final ReceivedSequences received;
    private long duplicates;
    private long lost;
    private long settledBelow;

    OutboxLedger(OutboxState state, Instant now) {
        this.key = state.key();
        this.now = now;
        this.received = ReceivedSequences.of(state.received());
        this.duplicates = state.duplicates();
        this.lost = state.lost();
        this.settledBelow = state.settledBelow();
    }

    Arrival accept(long sequence) {
        if (received.contains(sequence)) {
            duplicates++;
            return Arrival.DUPLICATE;
        }
        if (received.rangeCount() >= MAX_RANGES && received.isApart(sequence)) {
            return Arrival.DEFERRED;
        }
        received.add(sequence);
        return Arrival.NEW;
    }

    /**
     * Gives up what the device no longer keeps. At the first word of an outbox the console cannot tell what was lost from what another console
     * had acknowledged: there it counts no more than the device says it gave up.
     *
     * @param sequence of the telemetry that tells; nothing from there on can have been given up, whatever it says
     */
    void settle(Telemetry.Outbox outbox, long sequence) {
        long oldest = Math.min(outbox.oldestSequence(), sequence);
        if (oldest <= settledBelow || oldest <= 1) {
            return;
        }
        long missing = received.missingBelow(oldest).stream()
                .mapToLong(SequenceRange::size)
                .sum();
        lost += settledBelow == 0 ? Math.min(missing, Math.max(0, outbox.discarded())) : missing;
        received.addAll(new SequenceRange(1, oldest - 1));
        settledBelow = oldest;
    }

    OutboxState state() {
        return new OutboxState(key, received.ranges(), duplicates, lost, settledBelow, now);
    }
}
