package io.vedette.console.doubles;

import io.vedette.console.broker.BrokerAddress;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.ChunkRequest;
import io.vedette.core.contract.ChunkTopic;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** The part of a device that hears what it should run and fetches it chunk by chunk. */
public final class Downloader implements AutoCloseable, MqttCallback {
    private static final int ASKED_AT_ONCE = 8;
    private static final long PATIENCE_MS = 1_000;

    private final MqttAsyncClient client;
    private final DeviceId device;
    private final Messages messages;
    private final AtomicReference<@Nullable DesiredState> desired = new AtomicReference<>();
    private final BlockingQueue<Chunk> arrived = new LinkedBlockingQueue<>();
    private final AtomicInteger arrivals = new AtomicInteger();

    /** A chunk that came. */
    private static final class Chunk {
        private final String digest;
        private final byte[] bytes;

        Chunk(String digest, byte[] bytes) {
            this.digest = digest;
            this.bytes = bytes;
        }
    }

    public Downloader(BrokerAddress broker, String device) throws MqttException {
        this.device = new DeviceId(device);
        this.messages = new Messages(device);
        this.client = new MqttAsyncClient(
                "tcp://" + broker.host() + ":" + broker.port(), "downloader-" + device, new MemoryPersistence());
        client.setCallback(this);
        client.connect(new MqttConnectionOptions()).waitForCompletion(5_000);
        subscribe(List.of(new Topic(this.device, TopicKind.DESIRED_STATE).toString()));
    }

    /** What it was last told to run. */
    public @Nullable DesiredState desired() {
        return desired.get();
    }

    /** How many chunks came, repeated ones too. */
    public int arrivals() {
        return arrivals.get();
    }

    /** Subscribes to an artifact's chunks. */
    public void listenTo(Artifact artifact) throws MqttException {
        subscribe(artifact.chunks().stream().distinct().map(ChunkTopic::of).toList());
    }

    public void ask(Artifact artifact, List<String> chunks) throws MqttException {
        ChunkRequest request =
                new ChunkRequest(messages.status(Availability.ONLINE).header(), artifact.digest(), chunks);
        MqttMessage message = new MqttMessage(MessageJson.write(request));
        message.setQos(1);
        client.publish(ChunkTopic.REQUEST, message);
    }

    /**
     * Fetches a whole artifact that it listens to.
     *
     * @param lost chunks that are dropped when they come for the first time, by their digest
     */
    public byte[] download(Artifact artifact, Set<String> lost) throws MqttException, InterruptedException {
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        Set<String> toLose = new HashSet<>(lost);
        Set<String> missing = new LinkedHashSet<>(artifact.chunks());
        while (!missing.isEmpty()) {
            List<String> asked = missing.stream().limit(ASKED_AT_ONCE).toList();
            ask(artifact, asked);
            Set<String> awaited = new HashSet<>(asked);
            Chunk chunk = arrived.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
            while (chunk != null) {
                if (!toLose.remove(chunk.digest)) {
                    chunks.put(chunk.digest, chunk.bytes);
                    missing.remove(chunk.digest);
                }
                awaited.remove(chunk.digest);
                chunk = awaited.isEmpty() ? null : arrived.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        artifact.chunks().forEach(digest -> file.writeBytes(chunks.getOrDefault(digest, new byte[0])));
        return file.toByteArray();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        ChunkTopic.findDigest(topic)
                .ifPresentOrElse(
                        digest -> {
                            arrivals.incrementAndGet();
                            arrived.add(new Chunk(digest, message.getPayload()));
                        },
                        () -> desired.set((DesiredState) MessageJson.read(topic, message.getPayload())));
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect().waitForCompletion(5_000);
        }
        client.close(true);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void connectComplete(boolean isReconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    private void subscribe(List<String> topics) throws MqttException {
        List<MqttSubscription> subscriptions = new ArrayList<>();
        topics.forEach(topic -> subscriptions.add(new MqttSubscription(topic, 1)));
        client.subscribe(subscriptions.toArray(MqttSubscription[]::new), null, null, new MqttProperties())
                .waitForCompletion(5_000);
    }
}
