package io.vedette.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.agent.fixture.TestBundles;
import io.vedette.agent.fixture.TestVideo;
import io.vedette.agent.messaging.ChunkServer;
import io.vedette.agent.messaging.ConsoleDouble;
import io.vedette.agent.messaging.Mosquitto;
import io.vedette.core.bundle.BundleWriter;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import io.vedette.core.contract.UpdateReport.Step;
import io.vedette.core.json.RecordJson;
import io.vedette.core.trust.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process is killed at random moments of updates, to good releases and to forged ones. Whatever starts next runs a complete and verified
 * release, none lower than one that was committed.
 */
@Tag("broker")
class UpdateUnderKillTest {
    private static final DeviceId DEVICE = new DeviceId("belt-1");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern RUNNING = Pattern.compile("Model: belt release (\\d+)");
    private static final String READY = " is ready ";

    private final SigningKey stranger = SigningKey.generate();
    private final Random random = new Random(5);
    private final Set<Integer> forged = new HashSet<>();
    private final Map<String, Integer> killedIn = new TreeMap<>();
    private Path folder;
    private Mosquitto broker;
    private ConsoleDouble console;
    private ChunkServer chunks;
    private Process process;
    private Path log;
    private Path video;
    private Path factory;
    private Path key;
    private int newest = 1;
    private long version;
    private int highestCommitted = 1;
    private int refused;
    private int committed;

    @BeforeEach
    void open(@TempDir Path newFolder) throws Exception {
        assumeTrue(Mosquitto.isInstalled(), "Mosquitto is not installed: apt-get install mosquitto");
        folder = newFolder;
        log = folder.resolve("agent.log");
        factory = TestBundles.write(folder, 1);
        key = TestBundles.writeKey(folder);
        video = TestVideo.write(folder.resolve("belt.mp4"), 60, TestVideo.dark(20), TestVideo.bright(20));
        broker = new Mosquitto(folder).start();
        console = new ConsoleDouble(broker.url(), DEVICE);
        chunks = new ChunkServer(broker.url(), 20);
    }

    @AfterEach
    void close() throws Exception {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        if (broker != null) {
            chunks.close();
            console.close();
            broker.close();
        }
    }

    @Test
    void killed_atRandomMomentsOfUpdates_startsAVerifiedReleaseAndLosesNoCommitment() throws Exception {
        killAndStart(8);
    }

    @Test
    @Tag("long")
    void killed_atAHundredRandomMomentsOfUpdates_startsAVerifiedReleaseAndLosesNoCommitment() throws Exception {
        killAndStart(100);
    }

    private void killAndStart(int kills) throws Exception {
        for (int kill = 0; kill < kills; kill++) {
            start();
            wantAnother();
            awaitMoment(kill);
            process.destroyForcibly().waitFor();
            killedIn.merge(step(), 1, Integer::sum);
            assertSound("kill " + kill);
        }
        start();
        await().atMost(PATIENCE).until(() -> Files.readString(log).contains(READY));
        want(false);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(state().path("highestCommitted").asInt()).isEqualTo(newest));
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertSound("the end");
        System.out.printf(
                "%d kills in %s; %d releases desired, %d of them forged; %d refusals and %d commitments seen; nothing unverified ran, no commitment was lost%n",
                kills, killedIn, newest - 1, forged.size(), refused, committed);
    }

    private void start() throws IOException {
        Files.deleteIfExists(log);
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx160m",
                        "-Xss512k",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "agent",
                        "--bundle",
                        factory.toString(),
                        "--trust",
                        key.toString(),
                        "--broker",
                        broker.url(),
                        "--device",
                        DEVICE.value(),
                        "--port",
                        "0",
                        "--data-dir",
                        folder.resolve("data").toString(),
                        "--set",
                        "update={probation: 500ms, probation-frames: 20}",
                        "--set",
                        "cameras.belt={source: '" + video + "', repeat: true}")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Another release, as soon as the one before has come to its end; each third one is forged. */
    private void wantAnother() throws Exception {
        if (version == 0 || isSettled(state())) {
            want(newest % 3 == 1);
        }
    }

    private static boolean isSettled(JsonNode state) {
        return Set.of("committed", "refused", "idle")
                .contains(state.path("step").asText());
    }

    private void want(boolean isForged) throws Exception {
        newest++;
        version++;
        Map<String, byte[]> members = TestBundles.members();
        Path bundle = folder.resolve("belt-" + newest + ".vedette");
        BundleWriter.write(
                bundle, TestBundles.manifest(newest, members), members, isForged ? stranger : TestBundles.KEY);
        if (isForged) {
            forged.add(newest);
        }
        ModelBundle written = TestBundles.reader((isForged ? stranger : TestBundles.KEY).verifyingKey())
                .read(bundle);
        byte[] file = Files.readAllBytes(bundle);
        chunks.publish(file);
        Header header =
                new Header(Header.SCHEMA, DEVICE, "console", Instant.now(), 0, ClockState.UNKNOWN, false, null, null);
        console.publish(
                new Topic(DEVICE, TopicKind.DESIRED_STATE).toString(),
                MessageJson.write(new DesiredState(
                        header, version, new Release("belt", newest, written.digest()), TestBundles.artifact(file))));
    }

    /** Every third time any moment from the start on, else soon after the update has come to a step that is chosen at random. */
    private void awaitMoment(int kill) throws InterruptedException {
        if (kill % 3 == 0) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(6_000));
            return;
        }
        List<Step> steps = List.of(
                Step.CHECKING,
                Step.DOWNLOADING,
                Step.VERIFYING,
                Step.STAGED,
                Step.SELF_TESTING,
                Step.SWITCHING,
                Step.PROBATION,
                Step.COMMITTED);
        String wanted = RecordJson.newMapper()
                .valueToTree(steps.get(random.nextInt(steps.size())))
                .asText();
        Instant end = Instant.now().plusSeconds(15);
        boolean isThere = false;
        while (!isThere && Instant.now().isBefore(end)) {
            JsonNode state = state();
            boolean isOfThisUpdate = state.path("desiredVersion").asLong() == version;
            isThere = isOfThisUpdate && (state.path("step").asText().equals(wanted) || isSettled(state));
            if (!isThere) {
                TimeUnit.MICROSECONDS.sleep(500);
            }
        }
        TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
    }

    private JsonNode state() {
        try {
            Path file = folder.resolve("data/update/state.json");
            return Files.exists(file)
                    ? RecordJson.readTree(Files.readAllBytes(file))
                    : RecordJson.newMapper().createObjectNode();
        } catch (IOException e) {
            throw new AssertionError("The state is replaced whole, so that it can always be read", e);
        }
    }

    private String step() {
        String step = state().path("step").asText();
        return step.isEmpty() ? "before the first" : step;
    }

    /** What the killed process ran, and what it left. */
    private void assertSound(String when) throws IOException {
        String output = Files.readString(log);
        Matcher running = RUNNING.matcher(output);
        int first = 0;
        while (running.find()) {
            int number = Integer.parseInt(running.group(1));
            first = first == 0 ? number : first;
            assertThat(forged).as(when + "\n" + output).doesNotContain(number);
        }
        assertThat(output).as(when).doesNotContain("Exception in thread").doesNotContain("a bug");
        if (first > 0) {
            assertThat(first).as(when + "\n" + output).isGreaterThanOrEqualTo(highestCommitted);
        }
        JsonNode state = state();
        int now = state.path("highestCommitted").asInt(1);
        assertThat(now).as(when).isGreaterThanOrEqualTo(highestCommitted);
        assertThat(forged).as(when).doesNotContain(now);
        committed += now > highestCommitted ? 1 : 0;
        refused += step().equals("refused") ? 1 : 0;
        highestCommitted = now;
    }
}
