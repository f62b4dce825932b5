package io.vedette.simulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.core.bundle.BundleLimits;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.bundle.GoldenSample;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Prediction;
import io.vedette.core.trust.TrustedKeys;
import io.vedette.core.trust.VerifyingKey;
import io.vedette.simulator.Simulate;
import io.vedette.simulator.score.ConsoleClient;
import io.vedette.simulator.score.ConsoleClient.Delivery;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The real agent watches a video as fast as it can, and reports through a real Mosquitto to the real console, while agent and broker are killed
 * in turn. Every record that the agent accepted must reach the console, and the console must know that none is missing.
 */
class DeliveryUnderKillTest {
    private static final Path BUNDLES = Path.of("../../shared/core/src/test/resources/bundles");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final DeviceId DEVICE = new DeviceId("press-7");

    @TempDir
    private Path folder;

    private Mosquitto broker;
    private Program console;
    private Program agent;
    private ConsoleClient client;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(Mosquitto.BINARY), "Mosquitto is not installed");
        assumeTrue(
                Files.exists(Path.of("../../edge-agent/target/classpath"))
                        && Files.exists(Path.of("../console/target/classpath")),
                "agent and console are not packaged: run mvn verify from the top");
        Path video = makeVideo();
        broker = new Mosquitto(folder);
        console = Program.ofModule(
                "deploy/console",
                "io.vedette.console.wiring.Main",
                List.of(
                        "console",
                        "--data-dir",
                        folder.resolve("console").toString(),
                        "--port",
                        "0",
                        "--broker",
                        broker.url()),
                folder.resolve("console.log"));
        client = new ConsoleClient(URI.create(console.await(Pattern.compile("Console: (http://[^\\s/]+)"), PATIENCE)));
        Path configuration = folder.resolve("agent.yaml");
        Files.writeString(
                configuration,
                """
                device: %s
                bundle: %s
                trust: [%s]
                broker: {url: "%s", reconnect-at-most: 1s}
                messaging: {patience: 2s, flush: 30s}
                telemetry: {every: 1s}
                data-dir: %s
                http: {port: 0}
                cameras:
                  belt:
                    source: %s
                    pace: fast
                    repeat: true
                    drop: false
                    background: [empty]
                    update-every: 100ms
                """
                        .formatted(
                                DEVICE,
                                BUNDLES.resolve("belt-1.vedette").toAbsolutePath(),
                                BUNDLES.resolve("belt-1.pub").toAbsolutePath(),
                                broker.url(),
                                folder.resolve("agent"),
                                video));
        agent = Program.ofModule(
                "edge-agent",
                "io.vedette.agent.wiring.Main",
                List.of("agent", "--config", configuration.toString()),
                folder.resolve("agent.log"));
    }

    @AfterEach
    void stop() {
        for (Program program : new Program[] {agent, console}) {
            if (program != null) {
                program.close();
            }
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void deliver_agentAndBrokerKilledFourTimes_losesNothing() throws Exception {
        killInTurn(4, 1);
    }

    @Test
    @Tag("long")
    void deliver_agentAndBrokerKilledTwentyTimes_losesNothing() throws Exception {
        killInTurn(20, 2);
    }

    private void killInTurn(int times, long seed) throws Exception {
        Random random = new Random(seed);
        awaitRecords(50);
        for (int kill = 0; kill < times; kill++) {
            TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(1500));
            if (kill % 2 == 0) {
                broker.killAndStart();
            } else {
                agent.kill();
                agent.start();
                agent.awaitTimes(" is ready ", kill / 2 + 2, PATIENCE);
            }
            awaitRecords(delivery().highWaterMark() + 20);
        }
        assertThat(agent.terminate(PATIENCE)).as("exit status of the agent").isZero();

        Delivery delivery = delivery();
        assertThat(delivery.openRecords())
                .as("records missing below the high-water mark")
                .isZero();
        assertThat(delivery.lost()).as("records given up").isZero();
        assertThat(acceptedByTheAgent()).as("records that the agent accepted").isEqualTo(delivery.highWaterMark());
        List<Prediction> predictions = client.predictions(DEVICE);
        TreeSet<Long> sequences = new TreeSet<>();
        predictions.forEach(
                prediction -> sequences.add(prediction.header().position().sequence()));
        assertThat(sequences).as("stored once each").hasSameSizeAs(predictions);
        System.out.printf(
                "%d kills: %d records accepted, all stored; %d duplicates recognised, %d lost%n",
                times, delivery.highWaterMark(), delivery.duplicates(), delivery.lost());
    }

    /** The newest sequence, as the agent said when it stopped. */
    private long acceptedByTheAgent() throws InterruptedException {
        String last = "";
        var matcher = Pattern.compile("Outbox: (\\d+) records accepted").matcher(agent.output());
        while (matcher.find()) {
            last = matcher.group(1);
        }
        assertThat(last)
                .as("line of the agent about its outbox in\n" + agent.output())
                .isNotEmpty();
        return Long.parseLong(last);
    }

    private void awaitRecords(long wanted) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            if (delivery().highWaterMark() >= wanted) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("Not " + wanted + " records after " + PATIENCE + ", but " + delivery() + "\n"
                + agent.output() + console.output());
    }

    private Delivery delivery() throws InterruptedException {
        try {
            return client.delivery(DEVICE);
        } catch (IOException e) {
            return new Delivery(0, 0, 0, 0);
        }
    }

    /** A belt on which the bundle's own golden samples pass. */
    private Path makeVideo() throws IOException {
        ModelBundle bundle = new BundleReader(
                        new TrustedKeys(List.of(VerifyingKey.fromPem(Files.readString(BUNDLES.resolve("belt-1.pub"))))),
                        BundleLimits.DEFAULT)
                .read(BUNDLES.resolve("belt-1.vedette"));
        PreprocessingSpec specification = bundle.manifest().preprocessing();
        int number = 0;
        for (GoldenSample sample : bundle.manifest().goldenSamples()) {
            byte[] pixels = bundle.getMember(sample.path());
            BufferedImage picture =
                    new BufferedImage(specification.width(), specification.height(), BufferedImage.TYPE_BYTE_GRAY);
            picture.getRaster().setDataElements(0, 0, specification.width(), specification.height(), pixels);
            Path target = folder.resolve("items").resolve(sample.label()).resolve(number++ + ".png");
            Files.createDirectories(target.getParent());
            ImageIO.write(picture, "png", target.toFile());
        }
        Path video = folder.resolve("belt.mp4");
        int status = new CommandLine(new Simulate())
                .execute(
                        "belt",
                        "--images",
                        folder.resolve("items").toString(),
                        "--items",
                        "40",
                        "--out",
                        video.toString());
        assertThat(status).isZero();
        return video;
    }
}
