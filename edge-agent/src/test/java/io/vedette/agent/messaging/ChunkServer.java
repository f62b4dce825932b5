package io.vedette.agent.messaging;

import io.vedette.core.bundle.Sha256;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.ChunkRequest;
import io.vedette.core.contract.ChunkTopic;
import io.vedette.core.contract.MessageJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

/** The part of a console that sends chunks to whoever asks, one after the other; one connection long. */
public final class ChunkServer implements AutoCloseable {
    private final Map<String, byte[]> chunks = new ConcurrentHashMap<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final MqttAsyncClient client;
    private final long pauseMs;

    /**
     * @param pauseMs before each chunk
     */
    public ChunkServer(String url, long pauseMs) throws MqttException {
        this.pauseMs = pauseMs;
        this.client = new MqttAsyncClient(
                url.replace("mqtt://", "tcp://"), "chunks-" + System.nanoTime(), new MemoryPersistence());
        client.setCallback(new Callback());
        client.connect(new MqttConnectionOptions()).waitForCompletion(10_000);
        client.subscribe(new MqttSubscription[] {new MqttSubscription(ChunkTopic.REQUEST, 1)})
                .waitForCompletion(10_000);
    }

    /** Has a file's chunks from now on. */
    public void publish(byte[] file) {
        for (int from = 0; from < file.length; from += Artifact.CHUNK_BYTES) {
            byte[] chunk = Arrays.copyOfRange(file, from, Math.min(file.length, from + Artifact.CHUNK_BYTES));
            chunks.put(Sha256.of(chunk), chunk);
        }
    }

    /** The digests of the chunks sent so far. */
    public List<String> sent() {
        return sent;
    }

    private void send(ChunkRequest request) {
        try {
            for (String digest : request.chunks()) {
                byte[] chunk = chunks.get(digest);
                if (chunk != null) {
                    TimeUnit.MILLISECONDS.sleep(pauseMs);
                    client.publish(ChunkTopic.of(digest), chunk.clone(), 1, false);
                    sent.add(digest);
                }
            }
        } catch (MqttException | InterruptedException e) {
            // The broker or the test ended; the device asks again.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws MqttException {
        worker.shutdownNow();
        if (client.isConnected()) {
            client.disconnectForcibly(100, 100, true);
        }
        client.close(true);
    }

    private final class Callback implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            ChunkRequest request = MessageJson.read(ChunkRequest.class, message.getPayload());
            worker.execute(() -> send(request));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean isReconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
