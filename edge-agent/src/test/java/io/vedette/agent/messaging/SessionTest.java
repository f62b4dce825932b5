package io.vedette.agent.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.agent.storage.FakeStorage;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.ChunkTopic;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.SequenceRange;
import io.vedette.core.contract.Status;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionTest {
    private static final String STATUS = new Topic(TestMessages.DEVICE, TopicKind.STATUS).toString();
    private static final String ACK = new Topic(TestMessages.DEVICE, TopicKind.ACKNOWLEDGEMENT).toString();
    private static final String ERROR = TestMessages.ERROR_TOPIC.toString();
    private static final String DESIRED = new Topic(TestMessages.DEVICE, TopicKind.DESIRED_STATE).toString();
    private static final String CHUNK = ChunkTopic.of("ab".repeat(32));
    private static final int WINDOW = 4;

    private final FakeTransport transport = new FakeTransport();
    private final RecordingErrors errors = new RecordingErrors();
    private final Headers headers = TestMessages.headers("boot-1");
    private Outbox outbox;
    private Session session;

    @BeforeEach
    void open() throws IOException {
        open(Acknowledger.CONSOLE, Duration.ofMinutes(1));
    }

    private void open(Acknowledger acknowledger, Duration patience) throws IOException {
        outbox = new Outbox(new FakeStorage(), OutboxOptions.of(1 << 20), headers, errors);
        session = new Session(
                new SessionOptions(acknowledger, WINDOW, Duration.ofMillis(50), patience, Duration.ofMinutes(5)),
                transport,
                outbox,
                headers,
                errors,
                System::nanoTime);
    }

    @AfterEach
    void close() {
        session.close();
        outbox.close();
    }

    private void offer(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            outbox.offer(TestMessages.ERROR_TOPIC, TestMessages.error("kind"));
        }
        outbox.flush(Duration.ofSeconds(10));
    }

    private void acknowledge(String ofOutbox, long mark, SequenceRange... missing) {
        transport.deliver(ACK, MessageJson.write(TestMessages.acknowledgement(ofOutbox, mark, missing)));
    }

    private List<Header> sent() {
        return transport.to(ERROR).stream()
                .map(message -> read(message).header())
                .toList();
    }

    private List<Long> sentSequences() {
        return transport.to(ERROR).stream()
                .map(message -> TestMessages.position(read(message)).sequence())
                .toList();
    }

    private static Message read(FakeTransport.Published message) {
        return MessageJson.read(message.topic(), message.payload().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void connected_again_publishesRetainedTopicsAgain() {
        session.retain(
                new Topic(TestMessages.DEVICE, TopicKind.STATUS), header -> new Status(header, Availability.ONLINE));
        session.start();

        transport.connect();
        await().until(() -> transport.to(STATUS).size() == 1);
        transport.disconnect();
        transport.connect();
        await().until(() -> transport.to(STATUS).size() == 2);

        assertThat(transport.to(STATUS)).allMatch(FakeTransport.Published::isRetained);
    }

    @Test
    void acknowledgement_ofMissingRecords_sendsThemAgainAsReplayed() throws InterruptedException {
        session.start();
        transport.connect();
        offer(5);
        await().until(() -> sent().size() == 5);
        assertThat(sent()).noneMatch(Header::replayed);

        acknowledge(outbox.id(), 4, new SequenceRange(2, 3));

        await().until(() -> sent().size() == 7);
        assertThat(sentSequences()).containsExactly(1L, 2L, 3L, 4L, 5L, 2L, 3L);
        assertThat(sent().subList(5, 7)).allMatch(Header::replayed);
        assertThat(outbox.telemetry().oldestSequence()).isEqualTo(2);
    }

    @Test
    void acknowledgement_ofAll_leavesNothingPending() throws InterruptedException {
        session.start();
        transport.connect();
        offer(3);

        acknowledge(outbox.id(), 3);

        assertThat(session.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(outbox.pendingRecords()).isZero();
    }

    @Test
    void acknowledgement_ofAnotherOutbox_isIgnored() throws InterruptedException {
        session.start();
        transport.connect();
        offer(3);
        await().until(() -> sent().size() == 3);

        acknowledge("another", 3);
        acknowledge(outbox.id(), 1);

        await().until(() -> outbox.pendingRecords() == 2);
    }

    @Test
    void acknowledgement_aboveTheNewest_makesLaterNumbersHigher() throws InterruptedException {
        session.start();
        transport.connect();
        offer(1);

        acknowledge(outbox.id(), 100);

        await().until(() -> outbox.newestSequence() == 100);
        offer(1);
        await().until(() -> sentSequences().contains(101L));
    }

    @Test
    void received_nonsense_isCountedAndTheSessionGoesOn() throws InterruptedException {
        session.start();
        transport.connect();
        offer(1);

        transport.deliver(ACK, "not JSON".getBytes(StandardCharsets.UTF_8));
        transport.deliver(ACK, new byte[MessageJson.MAX_BYTES + 1]);
        transport.deliver(ACK, "{\"header\":{\"schema\":\"2.0\"}}".getBytes(StandardCharsets.UTF_8));
        transport.deliver("no/topic/of/ours", new byte[0]);
        acknowledge(outbox.id(), 1);

        assertThat(session.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(session.rejected()).isEqualTo(4);
        assertThat(errors.kinds())
                .containsExactly(
                        "message-malformed", "message-oversized", "message-unknown-schema", "message-unknown-topic");
    }

    @Test
    void send_brokerDoesNotAnswer_staysWithinTheWindow() throws InterruptedException {
        transport.setAnswering(false);
        session.start();
        transport.connect();
        offer(20);

        await().until(() -> sent().size() == WINDOW);
        Thread.sleep(200);
        assertThat(sent()).hasSize(WINDOW);
        transport.to(ERROR).get(0).receipt().acknowledged();

        await().until(() -> sent().size() == WINDOW + 1);
    }

    @Test
    void send_nobodyAcknowledges_sendsAgainAfterPatience() throws Exception {
        close();
        open(Acknowledger.CONSOLE, Duration.ofMillis(300));
        session.start();
        transport.connect();
        offer(2);

        await().until(() -> sent().size() >= 4);

        assertThat(sentSequences().subList(0, 4)).containsExactly(1L, 2L, 1L, 2L);
        assertThat(sent().get(3).replayed()).isTrue();
    }

    @Test
    void send_brokerAcknowledges_trimsWhereThatIsConfigured() throws Exception {
        close();
        open(Acknowledger.BROKER, Duration.ofMinutes(1));
        session.start();
        transport.connect();
        offer(3);

        assertThat(session.flush(Duration.ofSeconds(10))).isTrue();

        assertThat(sent()).hasSize(3);
        assertThat(outbox.pendingRecords()).isZero();
    }

    @Test
    void subscribe_beforeAndAfterAConnectionIsLost_isInForceOnEach() {
        session.start();
        session.subscribe(List.of(CHUNK, "another"));
        transport.connect();
        await().until(() -> transport.subscribed().size() == 2);

        session.unsubscribe(List.of("another"));
        await().until(() -> transport.subscribed().equals(List.of(CHUNK)));
        transport.disconnect();
        transport.connect();

        await().until(() -> transport.subscribed().equals(List.of(CHUNK, CHUNK)));
    }

    @Test
    void received_chunkAndDesiredState_reachTheSubscriber() {
        List<String> heard = new CopyOnWriteArrayList<>();
        session.setSubscriber(new Subscriber() {
            @Override
            public void connected() {
                heard.add("connected");
            }

            @Override
            public void received(Message message) {
                heard.add(message.getClass().getSimpleName());
            }

            @Override
            public void received(String topic, byte[] payload) {
                heard.add(topic + " " + payload.length);
            }
        });
        session.start();
        transport.connect();

        transport.deliver(CHUNK, new byte[Artifact.CHUNK_BYTES]);
        transport.deliver(DESIRED, MessageJson.write(largestDesiredState()));

        await().until(() -> heard.equals(
                List.of("connected", CHUNK + " " + Artifact.CHUNK_BYTES, DesiredState.class.getSimpleName())));
        assertThat(session.rejected()).isZero();
    }

    private DesiredState largestDesiredState() {
        Artifact artifact = new Artifact(
                "ab".repeat(32),
                (long) Artifact.MAX_CHUNKS * Artifact.CHUNK_BYTES,
                Collections.nCopies(Artifact.MAX_CHUNKS, "cd".repeat(32)));
        return new DesiredState(headers.now(), 1, new Release("belt", 2, "22".repeat(32)), artifact);
    }

    @Test
    void publish_withoutConnection_isForgotten() {
        session.start();
        session.publish("asked", header -> new Status(header, Availability.ONLINE));
        transport.connect();
        session.publish("asked", header -> new Status(header, Availability.ONLINE));

        await().until(() -> transport.to("asked").size() == 1);
        assertThat(transport.to("asked")).noneMatch(FakeTransport.Published::isRetained);
    }
}
