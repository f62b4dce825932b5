package io.vedette.agent.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.core.contract.ErrorReport;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Status;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
@Timeout(120)
class PahoTransportTest {
    private static final Topic STATUS = new Topic(TestMessages.DEVICE, TopicKind.STATUS);
    private static final Topic ACK = new Topic(TestMessages.DEVICE, TopicKind.ACKNOWLEDGEMENT);

    private final RecordingErrors errors = new RecordingErrors();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Path folder;
    private Mosquitto broker;
    private Headers headers;
    private Outbox outbox;
    private Session session;

    @BeforeEach
    void open(@TempDir Path newFolder) throws Exception {
        folder = newFolder;
        assumeTrue(Mosquitto.isInstalled(), "Mosquitto is not installed: apt-get install mosquitto");
        broker = keep(new Mosquitto(folder));
        headers = TestMessages.headers("boot-1");
        openSession();
    }

    private void openSession() {
        outbox = keep(Outbox.open(folder.resolve("outbox"), OutboxOptions.of(16 << 20), headers, errors));
        PahoTransport transport = new PahoTransport(
                new BrokerOptions(
                        URI.create(broker.url()),
                        null,
                        null,
                        null,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), new Random(1))),
                "device-1",
                STATUS.toString(),
                () -> MessageJson.write(new Status(headers.now(), Availability.OFFLINE)),
                List.of(ACK.toString()));
        session = keep(new Session(
                new SessionOptions(
                        Acknowledger.CONSOLE, 16, Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(5)),
                transport,
                outbox,
                headers,
                errors,
                System::nanoTime));
        session.retain(STATUS, header -> new Status(header, Availability.ONLINE));
        session.start();
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private ConsoleDouble console() throws MqttException {
        return keep(new ConsoleDouble(broker.url(), TestMessages.DEVICE));
    }

    private void offer(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            outbox.offer(TestMessages.ERROR_TOPIC, TestMessages.error("kind"));
        }
        assertThat(outbox.flush(Duration.ofSeconds(60))).isTrue();
    }

    private static Availability lastStatus(ConsoleDouble console) {
        List<Status> all = console.received(Status.class);
        return all.isEmpty() ? Availability.UPDATING : all.get(all.size() - 1).availability();
    }

    @Test
    void start_brokerDownAtFirst_deliversWhenItComes() throws Exception {
        offer(50);
        await().until(() -> errors.kinds().contains("broker-lost"));

        broker.start();
        ConsoleDouble console = console();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> console.stored(outbox.id()).size() == 50);
        assertThat(lastStatus(console)).isEqualTo(Availability.ONLINE);
    }

    @Test
    void publish_moreThanTheWindow_allArriveInOrderAndNoneTwice() throws Exception {
        broker.start();
        ConsoleDouble console = console();

        offer(2000);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> console.stored(outbox.id()).size() == 2000);
        console.acknowledge(outbox.id());
        assertThat(session.flush(Duration.ofSeconds(10))).isTrue();
        List<Long> sequences = console.received(ErrorReport.class).stream()
                .filter(message -> !message.header().replayed())
                .map(message -> TestMessages.position(message).sequence())
                .toList();
        assertThat(sequences).isSorted().doesNotHaveDuplicates().hasSize(2000);
        assertThat(errors.kinds()).doesNotContain("publish-refused");
    }

    @Test
    void publish_brokerThatAcknowledgesAndDrops_everyRecordArrives() throws Exception {
        broker.setMaxQueued(20);
        broker.start();
        ConsoleDouble console = console();

        offer(2000);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    console.acknowledge(outbox.id());
                    return console.stored(outbox.id()).size() == 2000;
                });
    }

    @Test
    void brokerKilled_withEverythingItHeld_recordsAreSentAgainAndKnownAsReplayed() throws Exception {
        broker.start();
        ConsoleDouble first = console();
        first.setStoring(message -> TestMessages.position(message).sequence() <= 30);
        offer(100);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> first.received(ErrorReport.class).size() >= 100);
        first.acknowledge(outbox.id());
        NavigableSet<Long> stored = first.stored(outbox.id());
        await().until(() -> outbox.oldestSequence() == 31);
        first.close();

        broker.kill();
        offer(20);
        broker.start();
        ConsoleDouble second = console();
        second.restore(outbox.id(), stored);
        second.acknowledge(outbox.id());

        await().atMost(Duration.ofSeconds(30))
                .until(() -> second.stored(outbox.id()).size() == 120);
        assertThat(second.received(ErrorReport.class)).allSatisfy(message -> {
            long sequence = TestMessages.position(message).sequence();
            assertThat(sequence).isGreaterThan(30);
            assertThat(message.header().replayed()).as("sequence " + sequence).isEqualTo(sequence <= 100);
        });
    }

    @Test
    void brokerKilledAgainAndAgain_underLoad_everyRecordArrives() throws Exception {
        broker.start();
        NavigableSet<Long> stored = new TreeSet<>();
        for (int round = 0; round < 5; round++) {
            ConsoleDouble console = console();
            console.restore(outbox.id(), stored);
            console.acknowledge(outbox.id());
            offer(200);
            Thread.sleep(50L * round);
            stored.addAll(console.stored(outbox.id()));
            console.close();
            broker.kill();
            offer(10);
            broker.start();
        }
        ConsoleDouble last = console();
        last.restore(outbox.id(), stored);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    boolean isComplete = last.stored(outbox.id()).size() == 5 * 210;
                    last.acknowledge(outbox.id());
                    return isComplete;
                });
        assertThat(session.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(mqttThreads())
                .as("threads of one connection, here and at the console")
                .isLessThan(20);
    }

    private static long mqttThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("MQTT"))
                .count();
    }

    @Test
    void closed_orderly_saysOffline() throws Exception {
        broker.start();
        ConsoleDouble console = console();
        await().atMost(Duration.ofSeconds(60)).until(() -> lastStatus(console) == Availability.ONLINE);

        session.retain(STATUS, header -> new Status(header, Availability.OFFLINE));
        assertThat(session.flush(Duration.ofSeconds(5))).isTrue();
        session.close();

        await().until(() -> lastStatus(console) == Availability.OFFLINE);
    }

    @Test
    void received_nonsenseOnTheAckTopic_isCountedAndDoesNotBreakTheConnection() throws Exception {
        broker.start();
        ConsoleDouble console = console();
        await().atMost(Duration.ofSeconds(60)).until(() -> lastStatus(console) == Availability.ONLINE);

        int before = errors.kinds().size();

        console.publish(ACK.toString(), "nonsense".getBytes(StandardCharsets.UTF_8));
        console.publish(ACK.toString(), new byte[MessageJson.MAX_BYTES + 1]);

        await().until(() -> session.rejected() == 2);
        offer(1);
        await().until(() -> console.stored(outbox.id()).size() == 1);
        assertThat(errors.kinds())
                .containsSequence("message-malformed", "message-oversized")
                .hasSize(before + 2);
    }
}
