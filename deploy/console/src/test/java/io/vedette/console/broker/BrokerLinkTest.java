package io.vedette.console.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.vedette.console.doubles.Downloader;
import io.vedette.console.doubles.Messages;
import io.vedette.console.doubles.Mosquitto;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.ChunkTopic;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes through real brokers at its largest. */
final class BrokerLinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DEVICE = "pi-1";

    @TempDir
    private Path folder;

    @Test
    void publish_largestDesiredStateOverTheEmbeddedBroker_isKeptForTheDevice() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, "127.0.0.1", 0)) {
            handOver(broker.address());
        }
    }

    @Test
    void publish_largestDesiredStateOverMosquitto_isKeptForTheDevice() throws Exception {
        assumeThat(Mosquitto.isInstalled()).isTrue();
        try (Mosquitto mosquitto = Mosquitto.start(folder)) {
            handOver(mosquitto.address());
        }
    }

    private static void handOver(BrokerAddress address) throws Exception {
        DesiredState largest = largest();
        Topic topic = new Topic(largest.header().device(), TopicKind.DESIRED_STATE);
        try (BrokerLink link = new BrokerLink(address, null, "console", List.of(ChunkTopic.REQUEST), new Deaf())) {
            link.start();
            await().atMost(PATIENCE).until(() -> link.publish(topic.toString(), MessageJson.write(largest), true));
            try (Downloader device = new Downloader(address, DEVICE)) {
                await().atMost(PATIENCE).until(() -> device.desired() != null);
                assertThat(device.desired()).isEqualTo(largest);
            }
        }
    }

    private static DesiredState largest() {
        Header header = new Messages(DEVICE).status(Availability.ONLINE).header();
        List<String> chunks = IntStream.range(0, Artifact.MAX_CHUNKS)
                .mapToObj("%064x"::formatted)
                .toList();
        long sizeBytes = (long) Artifact.MAX_CHUNKS * Artifact.CHUNK_BYTES;
        return new DesiredState(
                header, 1, new Release("fashion", 4, "b".repeat(64)), new Artifact("c".repeat(64), sizeBytes, chunks));
    }

    /** Is told nothing, as nobody asks for chunks. */
    private static final class Deaf implements LinkListener {
        @Override
        public void onConnected() {}

        @Override
        public void onMessage(String topic, byte[] payload, boolean isRetained) {
            throw new IllegalStateException("Nobody sends anything on " + topic);
        }
    }
}
