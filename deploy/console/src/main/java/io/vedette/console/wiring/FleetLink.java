package io.vedette.console.wiring;

import io.vedette.console.artifact.ChunkCounters;
import io.vedette.console.artifact.ChunkService;
import io.vedette.console.artifact.ChunkSettings;
import io.vedette.console.artifact.Releases;
import io.vedette.console.broker.BrokerAddress;
import io.vedette.console.broker.BrokerLink;
import io.vedette.console.broker.Credentials;
import io.vedette.console.broker.LinkListener;
import io.vedette.console.deployment.Deployments;
import io.vedette.console.deployment.DesiredReleaseStore;
import io.vedette.console.fleet.Fleet;
import io.vedette.console.fleet.FleetListener;
import io.vedette.console.telemetry.Counters;
import io.vedette.console.telemetry.Delivery;
import io.vedette.console.telemetry.Ingest;
import io.vedette.console.telemetry.TelemetryStore;
import io.vedette.console.web.StatusSource;
import io.vedette.core.contract.Acknowledgement;
import io.vedette.core.contract.ChunkTopic;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The console joined to the broker: what devices say goes to its parts, what the parts have to say goes to the devices. */
final class FleetLink implements LinkListener, StatusSource, AutoCloseable {
    /** Longer than a device waits before it asks again; what it has not taken by then would only fill the broker. */
    private static final Duration CHUNK_EXPIRY = Duration.ofSeconds(30);

    private final BrokerAddress address;
    private final BrokerLink link;
    private final Ingest ingest;
    private final Deployments deployments;
    private final ChunkService chunks;

    FleetLink(
            BrokerAddress address,
            @Nullable Credentials credentials,
            String consoleId,
            TelemetryStore store,
            Fleet fleet,
            FleetListener listener,
            Releases releases,
            DesiredReleaseStore desiredReleases,
            ChunkSettings chunkSettings) {
        this.address = address;
        this.link = new BrokerLink(address, credentials, "vedette-console-" + consoleId, filters(), this);
        String boot = UUID.randomUUID().toString();
        this.ingest = new Ingest(store, fleet, listener, this::publish, boot, Clock.systemUTC());
        this.deployments = new Deployments(desiredReleases, releases, fleet, this::publish, boot, Clock.systemUTC());
        this.chunks =
                new ChunkService(releases, (topic, chunk) -> link.send(topic, chunk, CHUNK_EXPIRY), chunkSettings);
    }

    void start() {
        ingest.start();
        chunks.start();
        link.start();
    }

    Deployments deployments() {
        return deployments;
    }

    /** Sends the acknowledgements and desired states that are due; to be called a few times a second. */
    void sendDue() {
        if (link.isConnected()) {
            ingest.sendAcknowledgements();
            deployments.tick();
        }
    }

    @Override
    public void onConnected() {
        ingest.onConnected();
        deployments.onConnected();
    }

    @Override
    public void onMessage(String topic, byte[] payload, boolean isRetained) throws InterruptedException {
        if (!topic.equals(ChunkTopic.REQUEST)) {
            ingest.submit(new Delivery(topic, payload, isRetained));
        } else if (!isRetained) {
            // One that the broker kept would be answered at each connection, long after anyone asked.
            chunks.submit(payload);
        }
    }

    @Override
    public String brokerAddress() {
        return address.toString();
    }

    @Override
    public boolean isBrokerConnected() {
        return link.isConnected();
    }

    @Override
    public boolean isStoring() {
        return ingest.isStoring();
    }

    @Override
    public Counters counters() {
        return ingest.counters();
    }

    @Override
    public ChunkCounters chunkCounters() {
        return chunks.counters();
    }

    /** Ingest ends first, so that what it stores last is still acknowledged. */
    @Override
    public void close() {
        chunks.close();
        ingest.close();
        sendDue();
        link.close();
    }

    private boolean publish(Acknowledgement acknowledgement) {
        Topic topic = new Topic(acknowledgement.header().device(), TopicKind.ACKNOWLEDGEMENT);
        return link.publish(
                topic.toString(), MessageJson.write(acknowledgement), TopicKind.ACKNOWLEDGEMENT.isRetained());
    }

    private boolean publish(DesiredState state) {
        Topic topic = new Topic(state.header().device(), TopicKind.DESIRED_STATE);
        return link.publish(topic.toString(), MessageJson.write(state), TopicKind.DESIRED_STATE.isRetained());
    }

    private static List<String> filters() {
        Stream<String> ofDevices = Arrays.stream(TopicKind.values())
                .filter(kind -> !kind.isOfConsole())
                .map(TopicKind::filterOfAllDevices);
        return Stream.concat(ofDevices, Stream.of(ChunkTopic.REQUEST)).toList();
    }
}
