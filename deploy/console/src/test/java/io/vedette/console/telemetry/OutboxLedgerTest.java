package io.vedette.console.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.console.telemetry.OutboxLedger.Arrival;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.SequenceRange;
import io.vedette.core.contract.Telemetry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class OutboxLedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final OutboxKey KEY = new OutboxKey(new DeviceId("pi-1"), "outbox-1");

    private final OutboxLedger ledger = new OutboxLedger(OutboxState.empty(KEY, NOW), NOW);

    @Test
    void accept_sameSequenceTwice_isADuplicate() {
        assertThat(ledger.accept(4)).isEqualTo(Arrival.NEW);
        assertThat(ledger.accept(4)).isEqualTo(Arrival.DUPLICATE);
        assertThat(ledger.state().duplicates()).isEqualTo(1);
    }

    @Test
    void accept_oneGapTooMany_isDeferredUntilAnotherCloses() {
        for (long i = 0; i < OutboxLedger.MAX_RANGES; i++) {
            assertThat(ledger.accept(2 + 2 * i)).isEqualTo(Arrival.NEW);
        }
        long beyond = 2L * OutboxLedger.MAX_RANGES + 10;

        assertThat(ledger.accept(beyond)).isEqualTo(Arrival.DEFERRED);
        assertThat(ledger.accept(3)).isEqualTo(Arrival.NEW);
        assertThat(ledger.accept(beyond)).isEqualTo(Arrival.NEW);
    }

    @Test
    void settle_gapBelowOldest_isLost() {
        ledger.settle(new Telemetry.Outbox(0, 0, 1, 0), 1);
        ledger.accept(1);
        ledger.accept(2);
        ledger.accept(9);
        ledger.settle(outbox(3, 0), 9);
        ledger.settle(outbox(6, 3), 9);

        OutboxState state = ledger.state();
        assertThat(state.lost()).isEqualTo(3);
        assertThat(state.report().openRecords()).isEqualTo(3);
        assertThat(state.received()).containsExactly(new SequenceRange(1, 5), new SequenceRange(9, 9));
    }

    @Test
    void settle_firstWordOfAnOldOutbox_countsOnlyWhatTheDeviceGaveUp() {
        ledger.accept(500);
        ledger.settle(outbox(480, 7), 500);

        assertThat(ledger.state().lost()).isEqualTo(7);
    }

    @Test
    void settle_oldestBeyondTheTelemetryItself_isNotBelieved() {
        ledger.accept(5);
        ledger.settle(outbox(Long.MAX_VALUE, 0), 5);

        assertThat(ledger.state().received()).containsExactly(new SequenceRange(1, 5));
    }

    private static Telemetry.Outbox outbox(long oldestSequence, long discarded) {
        return new Telemetry.Outbox(1, 100, oldestSequence, discarded);
    }
}
