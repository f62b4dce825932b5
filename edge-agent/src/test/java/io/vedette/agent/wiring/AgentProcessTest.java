package io.vedette.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.agent.fixture.TestBundle;
import io.vedette.agent.fixture.TestVideo;
import io.vedette.agent.messaging.ConsoleDouble;
import io.vedette.agent.messaging.Mosquitto;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.Position;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Status;
import io.vedette.core.contract.Status.Availability;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process of its own, with the stack that the launcher gives it, and its class path on the command line. */
@Tag("broker")
@Timeout(240)
class AgentProcessTest {
    private static final DeviceId DEVICE = new DeviceId("belt-1");

    private final List<Process> processes = new ArrayList<>();
    private Path folder;
    private TestBundle bundle;
    private Mosquitto broker;
    private ConsoleDouble console;

    @BeforeEach
    void open(@TempDir Path newFolder) throws Exception {
        assumeTrue(Mosquitto.isInstalled(), "Mosquitto is not installed: apt-get install mosquitto");
        folder = newFolder;
        bundle = TestBundle.write(folder);
        broker = new Mosquitto(folder).start();
        console = new ConsoleDouble(broker.url(), DEVICE);
    }

    @AfterEach
    void close() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        if (console != null) {
            console.close();
            broker.close();
        }
    }

    private Process start() throws IOException {
        Path video = folder.resolve("belt.mp4");
        if (!video.toFile().exists()) {
            TestVideo.write(video, 60, TestVideo.dark(6), TestVideo.bright(6), TestVideo.dark(6), TestVideo.grey(6));
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-Xss512k",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "agent",
                        "--bundle",
                        bundle.file().toString(),
                        "--trust",
                        bundle.publicKey().toString(),
                        "--broker",
                        broker.url(),
                        "--device",
                        DEVICE.value(),
                        "--port",
                        "0",
                        "--data-dir",
                        folder.resolve("data").toString(),
                        "--set",
                        "messaging.flush=60s",
                        "--set",
                        "cameras.belt={source: '" + video + "', repeat: true, background: [dark]}")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "agent.log")))
                .start();
        processes.add(process);
        return process;
    }

    private Availability lastStatus() {
        List<Status> all = console.received(Status.class);
        return all.isEmpty() ? Availability.UPDATING : all.get(all.size() - 1).availability();
    }

    private String outbox() {
        return Objects.requireNonNull(
                        console.received(Prediction.class).get(0).header().position())
                .outbox();
    }

    @Test
    void terminated_runningAgent_saysGoodbyeAndEndsWithZero() throws Exception {
        Process process = start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !console.received(Prediction.class).isEmpty());

        terminate(process);

        assertThat(process.exitValue()).isZero();
        await().atMost(Duration.ofSeconds(60)).until(() -> lastStatus() == Availability.OFFLINE);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            List<Prediction> predictions = console.received(Prediction.class);
            return predictions.get(predictions.size() - 1).phase() == Prediction.Phase.END;
        });
    }

    @Test
    void killed_runningAgent_isReportedOfflineByItsWill() throws Exception {
        Process process = start();
        await().atMost(Duration.ofSeconds(60)).until(() -> lastStatus() == Availability.ONLINE);

        process.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(60)).until(() -> lastStatus() == Availability.OFFLINE);
    }

    @Test
    @Tag("long")
    void killedAgainAndAgain_agentAndBroker_everyRecordReachesTheConsole() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 4; round++) {
            Process process = start();
            int before = console.received(Prediction.class).size();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> console.received(Prediction.class).size() > before + 3);
            console.acknowledge(outbox());
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
            if (round % 2 == 1) {
                replaceBroker();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
            }
            process.destroyForcibly().waitFor();
        }
        Process last = start();
        await().atMost(Duration.ofSeconds(60)).until(() -> lastStatus() == Availability.ONLINE);
        TimeUnit.SECONDS.sleep(2);
        terminate(last);

        assertThat(last.exitValue()).isZero();
        NavigableSet<Long> stored = console.stored(outbox());
        assertThat(stored).hasSize(Math.toIntExact(stored.last()));
        assertNoFreshDuplicates();
    }

    /** Asks an agent to stop, which ends when all that it said has been acknowledged. */
    private void terminate(Process process) {
        process.destroy();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            console.acknowledge(outbox());
            return !process.isAlive();
        });
    }

    /** The broker dies with all it held; a console with the same memory comes back after it. */
    private void replaceBroker() throws Exception {
        String outbox = outbox();
        NavigableSet<Long> stored = console.stored(outbox);
        broker.kill();
        broker.start();
        ConsoleDouble next = new ConsoleDouble(broker.url(), DEVICE);
        console.close();
        next.restore(outbox, stored);
        next.acknowledge(outbox);
        console = next;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !console.received(Prediction.class).isEmpty());
    }

    private void assertNoFreshDuplicates() {
        Set<Long> fresh = new HashSet<>();
        for (ConsoleDouble.Received received : console.received()) {
            Message message = received.message();
            Header header = message.header();
            Position position = header.position();
            if (position != null && !header.replayed()) {
                assertThat(fresh.add(position.sequence()))
                        .as("sequence " + position.sequence())
                        .isTrue();
            }
        }
    }
}
