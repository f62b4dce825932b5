package io.vedette.console.wiring;

import io.vedette.console.broker.BrokerAddress;
import io.vedette.console.broker.BrokerLink;
import io.vedette.console.broker.Credentials;
import io.vedette.console.broker.LinkListener;
import io.vedette.console.fleet.Fleet;
import io.vedette.console.fleet.FleetListener;
import io.vedette.console.telemetry.Counters;
import io.vedette.console.telemetry.Delivery;
import io.vedette.console.telemetry.Ingest;
import io.vedette.console.telemetry.TelemetryStore;
import io.vedette.console.web.StatusSource;
import io.vedette.core.contract.Acknowledgement;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ingest joined to the broker: messages go one way, acknowledgements the other. */
final class IngestLink implements LinkListener, StatusSource, AutoCloseable {
    private final BrokerAddress address;
    private final BrokerLink link;
    private final Ingest ingest;

    IngestLink(
            BrokerAddress address,
            @Nullable Credentials credentials,
            String consoleId,
            TelemetryStore store,
            Fleet fleet,
            FleetListener listener) {
        this.address = address;
        this.link = new BrokerLink(address, credentials, "vedette-console-" + consoleId, filters(), this);
        this.ingest = new Ingest(
                store, fleet, listener, this::publish, UUID.randomUUID().toString(), Clock.systemUTC());
    }

    void start() {
        ingest.start();
        link.start();
    }

    void sendAcknowledgements() {
        if (link.isConnected()) {
            ingest.sendAcknowledgements();
        }
    }

    @Override
    public void onConnected() {
        ingest.onConnected();
    }

    @Override
    public void onMessage(String topic, byte[] payload, boolean isRetained) throws InterruptedException {
        ingest.submit(new Delivery(topic, payload, isRetained));
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

    /** Ingest ends first, so that what it stores last is still acknowledged. */
    @Override
    public void close() {
        ingest.close();
        sendAcknowledgements();
        link.close();
    }

    private boolean publish(Acknowledgement acknowledgement) {
        Topic topic = new Topic(acknowledgement.header().device(), TopicKind.ACKNOWLEDGEMENT);
        return link.publish(
                topic.toString(), MessageJson.write(acknowledgement), TopicKind.ACKNOWLEDGEMENT.isRetained());
    }

    private static List<String> filters() {
        return Arrays.stream(TopicKind.values())
                .filter(kind -> !kind.isOfConsole())
                .map(TopicKind::filterOfAllDevices)
                .toList();
    }
}
