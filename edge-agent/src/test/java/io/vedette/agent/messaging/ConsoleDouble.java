package io.vedette.agent.messaging;

import io.vedette.core.contract.Acknowledgement;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Position;
import io.vedette.core.contract.SequenceRange;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
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

/** The least a console does: takes in what one device says, and acknowledges what it stored whenever it is told to. */
public final class ConsoleDouble implements AutoCloseable {
    private final DeviceId device;
    private final MqttAsyncClient client;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, TreeSet<Long>> stored = new HashMap<>();
    private volatile Predicate<Message> isStoring = message -> true;

    /** One message as it came. */
    public record Received(String topic, String payload, boolean isRetained, Message message) {}

    public ConsoleDouble(String url, DeviceId device) throws MqttException {
        this.device = device;
        this.client = new MqttAsyncClient(
                url.replace("mqtt://", "tcp://"), "console-" + System.nanoTime(), new MemoryPersistence());
        client.setCallback(new Callback());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        client.connect(options).waitForCompletion(10_000);
        client.subscribe(new MqttSubscription[] {new MqttSubscription("vedette/v1/" + device + "/#", 1)})
                .waitForCompletion(10_000);
    }

    /** Whether a message is stored; one that is not is as if it had never come. */
    public void setStoring(Predicate<Message> isStoringNow) {
        isStoring = isStoringNow;
    }

    public List<Received> received() {
        return received;
    }

    /** What came of one kind. */
    public <T extends Message> List<T> received(Class<T> type) {
        return received.stream()
                .map(Received::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public synchronized NavigableSet<Long> stored(String outbox) {
        return new TreeSet<>(stored.getOrDefault(outbox, new TreeSet<>()));
    }

    /** Starts with what a console before it had stored. */
    public synchronized void restore(String outbox, NavigableSet<Long> sequences) {
        stored.put(outbox, new TreeSet<>(sequences));
    }

    /** Tells the device what is stored of an outbox. */
    public void acknowledge(String outbox) throws MqttException {
        NavigableSet<Long> sequences = stored(outbox);
        long mark = sequences.isEmpty() ? 0 : sequences.last();
        List<SequenceRange> missing = new ArrayList<>();
        long expected = 1;
        for (long sequence : sequences) {
            if (sequence > expected) {
                missing.add(new SequenceRange(expected, sequence - 1));
            }
            expected = sequence + 1;
        }
        Header header =
                new Header(Header.SCHEMA, device, "console", Instant.now(), 0, ClockState.UNKNOWN, false, null, null);
        byte[] payload = MessageJson.write(new Acknowledgement(header, outbox, mark, missing));
        publish(new Topic(device, TopicKind.ACKNOWLEDGEMENT).toString(), payload);
    }

    /** Publishes anything on a retained topic. */
    public void publish(String topic, byte[] payload) throws MqttException {
        client.publish(topic, payload, 1, true).waitForCompletion(10_000);
    }

    private synchronized void take(String topic, MqttMessage raw) {
        if (topic.endsWith("/ack")) {
            return;
        }
        Message message = MessageJson.read(topic, raw.getPayload());
        received.add(
                new Received(topic, new String(raw.getPayload(), StandardCharsets.UTF_8), raw.isRetained(), message));
        Position position = message.header().position();
        if (position != null && isStoring.test(message)) {
            stored.computeIfAbsent(position.outbox(), missing -> new TreeSet<>())
                    .add(position.sequence());
        }
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnectForcibly(100, 100, true);
        }
        client.close(true);
    }

    private final class Callback implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            take(topic, message);
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
