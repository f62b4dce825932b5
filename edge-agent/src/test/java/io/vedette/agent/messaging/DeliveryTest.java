package io.vedette.agent.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.Acknowledgement;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.SequenceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Header HEADER = new Header(
            Header.SCHEMA, new DeviceId("d"), "boot", Instant.EPOCH, 0, ClockState.UNKNOWN, false, null, null);

    private static Delivery delivery(Acknowledger acknowledger, long recoveredTo) {
        return new Delivery(
                acknowledger, recoveredTo, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(60));
    }

    private static Acknowledgement ack(long mark, SequenceRange... missing) {
        return new Acknowledgement(HEADER, "outbox", mark, List.of(missing));
    }

    private static List<Long> sendAll(Delivery delivery, long oldest, long newest, long now) {
        List<Long> sent = new ArrayList<>();
        long next = delivery.next(oldest, newest, now);
        while (next > 0) {
            sent.add(next);
            delivery.markSent(next);
            next = delivery.next(oldest, newest, now);
        }
        return sent;
    }

    @Test
    void next_notConnected_isNothing() {
        assertThat(sendAll(delivery(Acknowledger.CONSOLE, 0), 1, 10, 0)).isEmpty();
    }

    @Test
    void next_consoleHasNotSpoken_waitsForTheGreeting() {
        Delivery delivery = delivery(Acknowledger.CONSOLE, 0);
        delivery.connected(0);

        delivery.tick(1, SECOND / 2);
        assertThat(sendAll(delivery, 1, 3, SECOND / 2)).isEmpty();
        delivery.tick(1, SECOND);

        assertThat(sendAll(delivery, 1, 3, SECOND)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void next_consoleSaidWhatItHas_sendsOnlyTheRest() {
        Delivery delivery = delivery(Acknowledger.CONSOLE, 10);
        delivery.connected(0);

        delivery.acknowledged(ack(8, new SequenceRange(3, 4), new SequenceRange(7, 7)), 1);

        assertThat(sendAll(delivery, 1, 10, 1)).containsExactly(3L, 4L, 7L, 9L, 10L);
    }

    @Test
    void acknowledged_newGap_isSentAgainOnceAndAgainAfterPatience() {
        Delivery delivery = delivery(Acknowledger.CONSOLE, 0);
        delivery.connected(0);
        delivery.acknowledged(ack(0), 0);
        sendAll(delivery, 1, 20, 0);

        delivery.acknowledged(ack(10, new SequenceRange(4, 6)), 6 * SECOND);
        assertThat(sendAll(delivery, 1, 20, 6 * SECOND)).containsExactly(4L, 5L, 6L);

        delivery.acknowledged(ack(15, new SequenceRange(4, 6), new SequenceRange(12, 12)), 7 * SECOND);
        assertThat(sendAll(delivery, 1, 20, 7 * SECOND)).containsExactly(12L);

        delivery.acknowledged(ack(16, new SequenceRange(4, 6), new SequenceRange(12, 12)), 12 * SECOND);
        assertThat(sendAll(delivery, 1, 20, 12 * SECOND)).containsExactly(4L, 5L, 6L, 12L);
    }

    @Test
    void acknowledged_rangeBeyondAllBounds_sendsOnlyWhatIsKept() {
        Delivery delivery = delivery(Acknowledger.CONSOLE, 0);
        delivery.connected(0);
        delivery.acknowledged(ack(0), 0);
        sendAll(delivery, 1, 20, 0);

        delivery.acknowledged(ack(Long.MAX_VALUE / 2, new SequenceRange(1, Long.MAX_VALUE / 2 - 1)), 6 * SECOND);

        assertThat(sendAll(delivery, 18, 20, 6 * SECOND)).containsExactly(18L, 19L, 20L);
    }

    @Test
    void tick_nothingAcknowledged_sendsAllAgainAfterGrowingPatience() {
        Delivery delivery = delivery(Acknowledger.CONSOLE, 0);
        delivery.connected(0);
        delivery.acknowledged(ack(0), 0);
        sendAll(delivery, 1, 3, 0);

        delivery.tick(1, 4 * SECOND);
        assertThat(sendAll(delivery, 1, 3, 4 * SECOND)).isEmpty();
        delivery.tick(1, 5 * SECOND);
        assertThat(sendAll(delivery, 1, 3, 5 * SECOND)).containsExactly(1L, 2L, 3L);
        delivery.tick(1, 10 * SECOND);
        assertThat(sendAll(delivery, 1, 3, 10 * SECOND)).isEmpty();
        delivery.tick(1, 15 * SECOND);
        assertThat(sendAll(delivery, 1, 3, 15 * SECOND)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void tick_freshRecordsFlowUnacknowledged_stillSendsTheOldAgain() {
        Delivery delivery = delivery(Acknowledger.CONSOLE, 0);
        delivery.connected(0);
        delivery.acknowledged(ack(0), 0);

        List<Long> sent = new ArrayList<>();
        for (int second = 0; second < 6; second++) {
            delivery.tick(1, second * SECOND);
            sent.addAll(sendAll(delivery, 1, second + 1, second * SECOND));
        }

        assertThat(sent).containsExactly(1L, 2L, 3L, 4L, 5L, 1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void tick_acknowledgementsProgress_nothingIsSentTwice() {
        Delivery delivery = delivery(Acknowledger.CONSOLE, 0);
        delivery.connected(0);
        delivery.acknowledged(ack(0), 0);
        int sent = 0;

        for (int second = 0; second < 60; second++) {
            long now = second * SECOND;
            delivery.tick(1, now);
            sent += sendAll(delivery, 1, second + 1, now).size();
            delivery.acknowledged(ack(Math.max(0, second - 2)), now);
        }

        assertThat(sent).isEqualTo(60);
    }

    @Test
    void connected_again_sendsWhatIsNotStored() {
        Delivery delivery = delivery(Acknowledger.CONSOLE, 0);
        delivery.connected(0);
        delivery.acknowledged(ack(0), 0);
        sendAll(delivery, 1, 5, 0);
        delivery.acknowledged(ack(2), SECOND);

        delivery.disconnected();
        delivery.connected(2 * SECOND);
        delivery.acknowledged(ack(3), 2 * SECOND);

        assertThat(sendAll(delivery, 1, 6, 2 * SECOND)).containsExactly(4L, 5L, 6L);
    }

    @Test
    void markSent_recoveredOrSentBefore_isReplayed() {
        Delivery delivery = delivery(Acknowledger.CONSOLE, 5);

        assertThat(delivery.markSent(5)).isTrue();
        assertThat(delivery.markSent(6)).isFalse();
        assertThat(delivery.markSent(6)).isTrue();
        assertThat(delivery.markSent(7)).isFalse();
    }

    @Test
    void acknowledgedByBroker_outOfOrder_storesUpToTheFirstGap() {
        Delivery delivery = delivery(Acknowledger.BROKER, 0);
        delivery.connected(0);
        assertThat(sendAll(delivery, 1, 4, 0)).containsExactly(1L, 2L, 3L, 4L);

        delivery.acknowledgedByBroker(1, 1);
        delivery.acknowledgedByBroker(3, 1);
        assertThat(delivery.stored(1).mark()).isEqualTo(1);
        delivery.disconnected();
        delivery.connected(2);
        assertThat(sendAll(delivery, 2, 4, 2)).containsExactly(2L, 4L);
        delivery.acknowledgedByBroker(2, 3);

        assertThat(delivery.stored(2).mark()).isEqualTo(3);
    }
}
