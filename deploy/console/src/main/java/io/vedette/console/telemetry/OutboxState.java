package io.vedette.console.telemetry;

import io.vedette.console.fleet.DeliveryReport;
import io.vedette.core.contract.SequenceRange;
import java.time.Instant;
import java.util.List;

/**
 * What came from an outbox.
 *
 * @param received sequences that are stored or will never come, in order
 * @param duplicates records that came more than once
 * @param lost records that will never come
 * @param settledBelow below this sequence the device keeps nothing, so that what was missing there is lost
 */
public record OutboxState(
        OutboxKey key, List<SequenceRange> received, long duplicates, long lost, long settledBelow, Instant lastUsed) {

    public OutboxState {
        received = List.copyOf(received);
    }

    /** An outbox from which nothing came. */
    static OutboxState empty(OutboxKey key, Instant now) {
        return new OutboxState(key, List.of(), 0, 0, 0, now);
    }

    DeliveryReport report() {
        ReceivedSequences sequences = ReceivedSequences.of(received);
        List<SequenceRange> gaps = sequences.missing();
        return new DeliveryReport(
                key.outbox(),
                sequences.highest(),
                duplicates,
                lost,
                gaps.size(),
                gaps.stream().mapToLong(SequenceRange::size).sum());
    }
}
