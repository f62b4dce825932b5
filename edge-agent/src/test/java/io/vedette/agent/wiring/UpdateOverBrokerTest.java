package io.vedette.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.agent.fixture.TestBundles;
import io.vedette.agent.fixture.TestVideo;
import io.vedette.agent.messaging.ChunkServer;
import io.vedette.agent.messaging.ConsoleDouble;
import io.vedette.agent.messaging.Mosquitto;
import io.vedette.core.contract.Birth;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState;
import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import io.vedette.core.contract.UpdateReport;
import io.vedette.core.contract.UpdateReport.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A running agent gets another release over a real broker, with real models. */
@Tag("broker")
@Timeout(120)
class UpdateOverBrokerTest {
    private static final DeviceId DEVICE = new DeviceId("belt-1");

    /** Random, so that nothing of it is in the release before; more than is asked for at a time. */
    private static final int FILLER_BYTES = 9 << 20;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Path folder;
    private Mosquitto broker;
    private ConsoleDouble console;
    private ChunkServer chunks;
    private Agent agent;

    @BeforeEach
    void open(@TempDir Path newFolder) throws Exception {
        assumeTrue(Mosquitto.isInstalled(), "Mosquitto is not installed: apt-get install mosquitto");
        folder = newFolder;
        broker = keep(new Mosquitto(folder).start());
        connect(5);
    }

    private void start(Path bundle) {
        Path video = TestVideo.write(folder.resolve("belt.mp4"), 60, TestVideo.dark(20), TestVideo.bright(20));
        agent = keep(Agent.start(new ConfigurationReader(DEVICE.value())
                .withText(List.of("bundle"), bundle.toString())
                .withTexts(
                        List.of("trust"), List.of(TestBundles.writeKey(folder).toString()))
                .withText(List.of("data-dir"), folder.resolve("data").toString())
                .withText(List.of("broker", "url"), broker.url())
                .with("broker.reconnect-at-most", "500ms")
                .with("http.port", "0")
                .with("update", "{probation: 1s, probation-frames: 40}")
                .with("cameras.belt", "{source: '" + video + "', repeat: true, drop: false}")
                .read()));
    }

    private void connect(long pauseMs) throws Exception {
        console = keep(new ConsoleDouble(broker.url(), DEVICE));
        chunks = keep(new ChunkServer(broker.url(), pauseMs));
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

    private void want(long version, Path bundle) throws Exception {
        byte[] file = Files.readAllBytes(bundle);
        chunks.publish(file);
        Header header =
                new Header(Header.SCHEMA, DEVICE, "console", Instant.now(), 0, ClockState.UNKNOWN, false, null, null);
        console.publish(
                new Topic(DEVICE, TopicKind.DESIRED_STATE).toString(),
                MessageJson.write(
                        new DesiredState(header, version, TestBundles.release(bundle), TestBundles.artifact(file))));
    }

    private boolean isReported(Step step) {
        return console.received(UpdateReport.class).stream().anyMatch(report -> report.step() == step);
    }

    private UpdateReport last() {
        List<UpdateReport> reports = console.received(UpdateReport.class);
        return reports.get(reports.size() - 1);
    }

    private Path withFiller(int number, int bytes) {
        Map<String, byte[]> members = TestBundles.members();
        byte[] filler = new byte[bytes];
        new Random(number).nextBytes(filler);
        members.put("filler.bin", filler);
        return TestBundles.write(folder, number, members);
    }

    @Test
    void desired_anotherRelease_takesOverAndTheFleetSeesEachStep() throws Exception {
        start(TestBundles.write(folder, 1));
        Path second = TestBundles.write(folder, 2);

        want(1, second);
        await().atMost(Duration.ofSeconds(60)).until(() -> isReported(Step.COMMITTED));

        Release release = TestBundles.release(second);
        assertThat(agent.model().release()).isEqualTo(release);
        assertThat(last().reason()).isEmpty();
        await().until(() -> {
            List<ReportedState> states = console.received(ReportedState.class);
            ReportedState state = states.get(states.size() - 1);
            return state.highestCommitted() == 2
                    && state.desiredVersion() == 1
                    && state.slots().stream()
                            .anyMatch(
                                    slot -> slot.slot() == Slot.A && slot.isActive() && release.equals(slot.release()));
        });
        await().until(() -> console.received(Birth.class).stream()
                .anyMatch(birth -> release.equals(birth.header().release())));
    }

    @Test
    void desired_forgedRelease_isRefusedWithItsReasonAndALaterOneInstalls() throws Exception {
        start(TestBundles.write(folder, 1));
        Path forged = folder.resolve("forged.vedette");
        Map<String, byte[]> entries = TestBundles.entries(TestBundles.write(folder, 2));
        Path signedByUs = TestBundles.zip(forged, tampered(entries));

        byte[] file = Files.readAllBytes(signedByUs);
        chunks.publish(file);
        Header header =
                new Header(Header.SCHEMA, DEVICE, "console", Instant.now(), 0, ClockState.UNKNOWN, false, null, null);
        console.publish(
                new Topic(DEVICE, TopicKind.DESIRED_STATE).toString(),
                MessageJson.write(new DesiredState(
                        header, 1, new Release("belt", 2, "ab".repeat(32)), TestBundles.artifact(file))));
        await().atMost(Duration.ofSeconds(60)).until(() -> isReported(Step.REFUSED));

        assertThat(last().check()).isEqualTo("members");
        assertThat(last().reason()).isNotEmpty();
        assertThat(agent.model().release().number()).isEqualTo(1);
        want(2, TestBundles.write(folder, 3));
        await().atMost(Duration.ofSeconds(60)).until(() -> isReported(Step.COMMITTED));
        assertThat(agent.model().release().number()).isEqualTo(3);
    }

    private static Map<String, byte[]> tampered(Map<String, byte[]> entries) {
        entries.replaceAll((name, bytes) -> {
            if (name.startsWith("golden/")) {
                bytes[bytes.length / 2]++;
            }
            return bytes;
        });
        return entries;
    }

    @Test
    void download_brokerKilledInTheMiddle_goesOnWithWhatItHas() throws Exception {
        start(TestBundles.write(folder, 1));
        Path large = withFiller(2, FILLER_BYTES);
        int total = TestBundles.artifact(Files.readAllBytes(large)).chunks().size();
        want(1, large);
        await().atMost(Duration.ofSeconds(60)).until(() -> chunks.sent().size() >= 20);

        broker.kill();
        assertThat(agent.model().release().number()).isEqualTo(1);
        int before = chunks.sent().size();
        broker.start();
        connect(0);
        want(1, large);

        await().atMost(Duration.ofSeconds(60)).until(() -> isReported(Step.COMMITTED));
        assertThat(agent.model().release().number()).isEqualTo(2);
        assertThat(before).isLessThan(total);
        // What was on its way when the broker died is sent twice, and no more.
        assertThat(before + chunks.sent().size()).isLessThan(total + 20);
        assertThat(Objects.requireNonNull(last().target()).number()).isEqualTo(2);
    }
}
