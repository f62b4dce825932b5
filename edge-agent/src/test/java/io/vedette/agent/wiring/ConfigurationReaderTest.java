package io.vedette.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.agent.camera.Pace;
import io.vedette.agent.messaging.Acknowledger;
import io.vedette.agent.pipeline.DecisionRule;
import io.vedette.runtime.image.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {
    private static ConfigurationReader reader() {
        return new ConfigurationReader("Press Hall_7.local");
    }

    private static void assertRefused(ConfigurationReader reader, String key, String... words) {
        assertThatThrownBy(reader::read)
                .isInstanceOfSatisfying(ConfigurationException.class, refused -> assertThat(refused.key())
                        .isEqualTo(key))
                .hasMessageContainingAll(words);
    }

    @Test
    void read_nothingGiven_isTheDefaults() {
        AgentConfiguration configuration = reader().read();

        assertThat(configuration.device().value()).isEqualTo("press-hall-7-local");
        assertThat(configuration.http().host()).isEqualTo("127.0.0.1");
        assertThat(configuration.messaging().acknowledgement()).isEqualTo(Acknowledger.CONSOLE);
        assertThat(configuration.messaging().outbox().bytes()).isEqualTo(64L << 20);
        assertThat(configuration.broker().keepAlive()).isEqualTo(Duration.ofSeconds(20));
        assertThat(configuration.cameras()).isEmpty();
    }

    @Test
    void read_everyKeySet_isTakenOver(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("agent.yaml"),
                """
                device: belt-1
                site: Demo hall
                tags: {hall: north}
                bundle: a.vedette
                trust: [a.pub, b.pub]
                variant: tflite-int8
                threads: 2
                data-dir: /data
                exit-at-end: true
                http: {host: 0.0.0.0, port: 80, max-picture: 1MB}
                broker: {url: "mqtts://broker:8884", user: u, password: secret, certificates: ca.pem, keep-alive: 5s, connect-timeout: 3s, reconnect-at-most: 1m}
                messaging: {acknowledgement: broker, window: 3, patience: 7s, flush: 1s, outbox: 1GB}
                telemetry: {every: 2s, repeat-errors-after: 1h}
                gpio: {status-light: 17, outputs: [{pin: 23, labels: [a], minimum-pulse: 200ms}, {pin: 24, labels: [b]}]}
                cameras:
                  belt:
                    source: belt.mp4
                    region: {x: 0.125, y: 0, width: 0.75, height: 1}
                    pace: fast
                    repeat: true
                    drop: true
                    no-frames-after: 3s
                    reopen-at-most: 9s
                    frames: 5
                    threshold: 0.5
                    background: [nothing, unknown]
                    decision: item
                    update-every: 2s
                    top: 2
                    drift: {every: 3s, window: 1h, delta: 0.002, commission: {items: 300}}
                    health: {every: 500ms, blurred-after: 2m}
                """);

        AgentConfiguration configuration = reader().withFile(file).read();

        assertThat(configuration.device().value()).isEqualTo("belt-1");
        assertThat(configuration.site()).isEqualTo("Demo hall");
        assertThat(configuration.tags()).containsEntry("hall", "north");
        assertThat(configuration.trust()).containsExactly(Path.of("a.pub"), Path.of("b.pub"));
        assertThat(configuration.exitAtEnd()).isTrue();
        assertThat(configuration.http().maxPicture().bytes()).isEqualTo(1 << 20);
        assertThat(configuration.broker().reconnectAtMost()).isEqualTo(Duration.ofMinutes(1));
        assertThat(configuration.messaging().window()).isEqualTo(3);
        assertThat(configuration.gpio().toOptions().outputs()).hasSize(2);
        assertThat(configuration.gpio().toOptions().outputs().get(0).minimumPulse())
                .isEqualTo(Duration.ofMillis(200));
        CameraConfiguration camera = configuration.cameras().get("belt");
        assertThat(camera)
                .isEqualTo(new CameraConfiguration(
                        "belt.mp4",
                        new Region(0.125, 0, 0.75, 1),
                        Pace.FAST,
                        true,
                        true,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(9),
                        5,
                        0.5,
                        Set.of("nothing", "unknown"),
                        DecisionRule.ITEM,
                        Duration.ofSeconds(2),
                        2,
                        new DriftConfiguration(
                                true,
                                Duration.ofSeconds(3),
                                Duration.ofHours(1),
                                0.002,
                                new DriftConfiguration.Commission(300, 2)),
                        new SceneConfiguration(
                                Duration.ofMillis(500),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(10))));
    }

    @Test
    void read_fileThenEnvironmentThenCommandLine_theLaterWins(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("agent.yaml"),
                "http: {port: 1}\nthreads: 1\ncameras: {belt-2: {source: a.mp4, top: 1}}\n");

        AgentConfiguration configuration = reader().withFile(file)
                .withEnvironment(Map.of(
                        "VEDETTE_HTTP_PORT", "2",
                        "VEDETTE_THREADS", "2",
                        "VEDETTE_CAMERAS_BELT_2_SOURCE", "b.mp4",
                        "VEDETTE_CAMERAS_BELT_2_NO_FRAMES_AFTER", "4s",
                        "VEDETTE_TRUST", "[x.pub]",
                        "VEDETTE_JAVA_OPTIONS", "-Xmx1g",
                        "PATH", "/bin"))
                .with("threads", "3")
                .read();

        assertThat(configuration.http().port()).isEqualTo(2);
        assertThat(configuration.threads()).isEqualTo(3);
        assertThat(configuration.trust()).containsExactly(Path.of("x.pub"));
        CameraConfiguration camera =
                Objects.requireNonNull(configuration.cameras().get("belt-2"));
        assertThat(camera.source()).isEqualTo("b.mp4");
        assertThat(camera.top()).isEqualTo(1);
        assertThat(camera.noFramesAfter()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void read_unknownKey_isNamedWithTheNearOnes() {
        assertRefused(reader().with("broker.ulr", "mqtt://x"), "broker.ulr", "url");
        assertRefused(reader().with("cameras.belt.sorce", "x"), "cameras.belt.sorce", "source");
        assertRefused(reader().with("datadir", "x"), "datadir", "data-dir");
    }

    @Test
    void withEnvironment_unknownVariable_isRefused() {
        assertThatThrownBy(() -> reader().withEnvironment(Map.of("VEDETTE_HTTP_PROT", "1")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("VEDETTE_HTTP_PROT");
    }

    @Test
    void read_valueThatIsNone_isNamedWithItsKey() {
        assertRefused(reader().with("http.port", "70000"), "http", "port", "70000");
        assertRefused(reader().with("telemetry.every", "soon"), "telemetry.every", "soon", "5s");
        assertRefused(reader().with("messaging.outbox", "much"), "messaging.outbox", "much", "64MB");
        assertRefused(reader().with("device", "Belt 1"), "device", "Belt 1");
        assertRefused(reader().with("cameras.belt.threshold", "0.5"), "cameras.belt", "source is missing");
        assertRefused(
                reader().with("cameras.belt", "{source: a, threshold: 2}"), "cameras.belt", "threshold", "0 and 1");
        assertRefused(reader().with("cameras.belt", "{source: a, pace: slow}"), "cameras.belt.pace", "slow");
    }

    @Test
    void withFile_notYaml_isRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("agent.yaml"), "cameras: [");

        assertThatThrownBy(() -> reader().withFile(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void toString_ofTheConfiguration_hasNoPassword() {
        AgentConfiguration configuration = reader().with("broker", "{url: mqtt://h, user: u, password: hidden-word}")
                .read();

        assertThat(configuration.toString()).doesNotContain("hidden-word");
    }
}
