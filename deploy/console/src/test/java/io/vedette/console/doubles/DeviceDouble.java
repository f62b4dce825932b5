package io.vedette.console.doubles;

import io.vedette.console.broker.BrokerAddress;
import io.vedette.core.contract.Acknowledgement;
import io.vedette.core.contract.Birth;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.ErrorReport;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.ReportedState;
import io.vedette.core.contract.Status;
import io.vedette.core.contract.Status.Availability;
import io.vedette.core.contract.Telemetry;
import io.vedette.core.contract.Topic;
import io.vedette.core.contract.TopicKind;
import io.vedette.core.contract.UpdateReport;
import java.util.concurrent.Semaphore;
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

/** A device as far as a broker sees it: its last will, its messages, and the acknowledgement it was last sent. */
public final class DeviceDouble implements AutoCloseable, MqttCallback {
    private static final int MAX_IN_FLIGHT = 15;

    private final MqttAsyncClient client;
    private final DeviceId device;
    private final AtomicReference<@Nullable Acknowledgement> acknowledgement = new AtomicReference<>();
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);

    public DeviceDouble(BrokerAddress broker, String device, Messages messages) throws MqttException {
        this.device = new DeviceId(device);
        this.client = new MqttAsyncClient(
                "tcp://" + broker.host() + ":" + broker.port(), "device-" + device, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setKeepAliveInterval(5);
        options.setWill(
                new Topic(this.device, TopicKind.STATUS).toString(),
                message(messages.status(Availability.OFFLINE), true));
        client.setCallback(this);
        client.connect(options).waitForCompletion(5_000);
        client.subscribe(new MqttSubscription(new Topic(this.device, TopicKind.ACKNOWLEDGEMENT).toString(), 1))
                .waitForCompletion(5_000);
    }

    /** Publishes on the topic of the message's kind. */
    public void send(Message message) throws MqttException, InterruptedException {
        TopicKind kind = kind(message);
        String camera = message instanceof Prediction prediction
                ? prediction.camera()
                : message instanceof CameraHealth health ? health.camera() : null;
        publish(new Topic(device, kind, camera).toString(), message(message, kind.isRetained()));
    }

    /** Publishes anything anywhere. */
    public void sendRaw(String topic, byte[] payload) throws MqttException, InterruptedException {
        MqttMessage message = new MqttMessage(payload);
        message.setQos(1);
        publish(topic, message);
    }

    public @Nullable Acknowledgement acknowledgement() {
        return acknowledgement.get();
    }

    /** Whether the acknowledgement says that all up to a sequence is stored. */
    public boolean isAcknowledged(long sequence) {
        Acknowledgement last = acknowledgement.get();
        return last != null
                && last.highWaterMark() >= sequence
                && last.missing().isEmpty();
    }

    /** Goes without a word, so that the broker publishes the last will. */
    public void vanish() throws MqttException {
        client.disconnectForcibly(0, 0, false);
        client.close(true);
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect().waitForCompletion(5_000);
        }
        client.close(true);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        acknowledgement.set((Acknowledgement) MessageJson.read(topic, message.getPayload()));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        inFlight.release();
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        inFlight.release(MAX_IN_FLIGHT);
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void connectComplete(boolean isReconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    private void publish(String topic, MqttMessage message) throws MqttException, InterruptedException {
        inFlight.acquire();
        client.publish(topic, message);
    }

    private static MqttMessage message(Message message, boolean isRetained) {
        MqttMessage result = new MqttMessage(MessageJson.write(message));
        result.setQos(1);
        result.setRetained(isRetained);
        return result;
    }

    private static TopicKind kind(Message message) {
        if (message instanceof Status) {
            return TopicKind.STATUS;
        }
        if (message instanceof Birth) {
            return TopicKind.BIRTH;
        }
        if (message instanceof Prediction) {
            return TopicKind.PREDICTION;
        }
        if (message instanceof CameraHealth) {
            return TopicKind.CAMERA_HEALTH;
        }
        if (message instanceof Telemetry) {
            return TopicKind.TELEMETRY;
        }
        if (message instanceof ErrorReport) {
            return TopicKind.ERROR;
        }
        if (message instanceof DriftReport) {
            return TopicKind.DRIFT;
        }
        if (message instanceof ReportedState) {
            return TopicKind.REPORTED_STATE;
        }
        if (message instanceof UpdateReport) {
            return TopicKind.UPDATE;
        }
        throw new IllegalArgumentException("A device does not send " + message);
    }
}
