package io.vedette.agent.messaging;

import io.vedette.core.contract.MessageJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MQTT 5 by Eclipse Paho. Each attempt to connect has a client of its own, so that nothing of a broken connection lives on; a thread of its own
 * connects, subscribes and, after a loss, waits and tries again.
 */
public final class PahoTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(PahoTransport.class);

    /** What a broker may send us at most; above a message's own limit, so that one that is too big is seen and counted. */
    private static final long MAX_PACKET_BYTES = 4L * MessageJson.MAX_BYTES;

    private static final int FIRST_ERROR_CODE = 0x80;
    private static final int CLIENT_IN_FLIGHT_FULL = 32202;

    private final BrokerOptions options;
    private final String clientId;
    private final String willTopic;
    private final Supplier<byte[]> will;
    private final List<String> subscriptions;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mqtt-connect");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable MqttAsyncClient client;
    private @Nullable Listener listener;
    private int failures;
    private volatile boolean isClosed;

    /**
     * @param willTopic retained topic of the last will
     * @param will makes the last will's payload, once for each connection
     * @param subscriptions topic filters in force on each connection
     */
    public PahoTransport(
            BrokerOptions options,
            String clientId,
            String willTopic,
            Supplier<byte[]> will,
            List<String> subscriptions) {
        this.options = options;
        this.clientId = clientId;
        this.willTopic = willTopic;
        this.will = will;
        this.subscriptions = List.copyOf(subscriptions);
    }

    @Override
    public void start(Listener newListener) {
        listener = newListener;
        worker.execute(this::connect);
    }

    private void connect() {
        if (isClosed) {
            return;
        }
        MqttAsyncClient candidate = null;
        try {
            candidate = new MqttAsyncClient(serverUri(), clientId, new MemoryPersistence());
            candidate.setCallback(new Callback(candidate));
            candidate
                    .connect(connectionOptions())
                    .waitForCompletion(options.connectTimeout().toMillis());
            subscribe(candidate);
            client = candidate;
            failures = 0;
            LOG.info("Connected to {}", options.address());
            listener().connected();
            if (!candidate.isConnected()) {
                lost(candidate, "the connection broke at once");
            }
        } catch (MqttException | IOException | GeneralSecurityException | RuntimeException e) {
            discard(candidate);
            String reason = "Cannot connect to " + options.address() + ": " + reasonOf(e);
            listener().disconnected(reason);
            retry();
        }
    }

    private void subscribe(MqttAsyncClient candidate) throws MqttException {
        MqttSubscription[] wanted = subscriptions.stream()
                .map(filter -> new MqttSubscription(filter, 1))
                .toArray(MqttSubscription[]::new);
        if (wanted.length > 0) {
            candidate
                    .subscribe(wanted)
                    .waitForCompletion(options.connectTimeout().toMillis());
        }
    }

    private Listener listener() {
        Listener present = listener;
        if (present == null) {
            throw new IllegalStateException("the transport was not started");
        }
        return present;
    }

    private void retry() {
        Duration delay = options.backoff().delayAfter(failures++);
        try {
            var unused = worker.schedule(this::connect, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed while waiting to connect again", e);
        }
    }

    private void lost(MqttAsyncClient broken, String reason) {
        if (client != broken) {
            return;
        }
        client = null;
        discard(broken);
        listener().disconnected("Lost " + options.address() + ": " + reason);
        if (!isClosed) {
            retry();
        }
    }

    private static void discard(@Nullable MqttAsyncClient broken) {
        if (broken == null) {
            return;
        }
        try {
            if (broken.isConnected()) {
                broken.disconnectForcibly(0, 100, false);
            }
            broken.close(true);
        } catch (MqttException | RuntimeException e) {
            LOG.debug("While leaving a broken connection", e);
        }
    }

    private String serverUri() {
        return (options.isEncrypted() ? "ssl://" : "tcp://") + options.broker().getHost() + ":" + options.port();
    }

    private MqttConnectionOptions connectionOptions() throws IOException, GeneralSecurityException {
        MqttConnectionOptions connection = new MqttConnectionOptions();
        connection.setAutomaticReconnect(false);
        connection.setCleanStart(true);
        connection.setKeepAliveInterval(Math.toIntExact(options.keepAlive().toSeconds()));
        connection.setConnectionTimeout(
                Math.max(1, Math.toIntExact(options.connectTimeout().toSeconds())));
        connection.setMaximumPacketSize(MAX_PACKET_BYTES);
        if (options.user() != null) {
            connection.setUserName(options.user());
        }
        if (options.password() != null) {
            connection.setPassword(options.password().getBytes(StandardCharsets.UTF_8));
        }
        MqttMessage willMessage = new MqttMessage(will.get(), 1, true, new MqttProperties());
        connection.setWill(willTopic, willMessage);
        if (options.isEncrypted()) {
            connection.setHttpsHostnameVerificationEnabled(true);
            if (options.certificates() != null) {
                connection.setSocketFactory(believing(options.certificates()));
            }
        }
        return connection;
    }

    private static SSLSocketFactory believing(Path certificates) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificates)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new GeneralSecurityException("No certificate in " + certificates);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    @Override
    public void publish(String topic, byte[] payload, boolean isRetained, Receipt receipt) {
        MqttAsyncClient present = client;
        if (present == null) {
            return;
        }
        try {
            present.publish(topic, payload, 1, isRetained, null, new ReceiptListener(present, receipt));
        } catch (MqttException e) {
            if (present.isConnected()) {
                receipt.failed(
                        e.getReasonCode() == CLIENT_IN_FLIGHT_FULL
                                ? "more messages under way than the broker allows; lower messaging.window"
                                : reasonOf(e));
            }
        }
    }

    @Override
    public void subscribe(Collection<String> filters) {
        MqttAsyncClient present = client;
        if (present == null) {
            return;
        }
        try {
            present.subscribe(filters.stream()
                    .map(filter -> new MqttSubscription(filter, 1))
                    .toArray(MqttSubscription[]::new));
        } catch (MqttException e) {
            LOG.debug("Cannot subscribe to {} topics now", filters.size(), e);
        }
    }

    @Override
    public void unsubscribe(Collection<String> filters) {
        MqttAsyncClient present = client;
        if (present == null) {
            return;
        }
        try {
            present.unsubscribe(filters.toArray(String[]::new));
        } catch (MqttException e) {
            LOG.debug("Cannot unsubscribe from {} topics now", filters.size(), e);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        worker.shutdownNow();
        MqttAsyncClient present = client;
        client = null;
        if (present == null) {
            return;
        }
        try {
            present.disconnect(500).waitForCompletion(2000);
            present.close(true);
        } catch (MqttException e) {
            LOG.debug("While taking leave of the broker", e);
            discard(present);
        }
    }

    private static String reasonOf(Exception e) {
        if (e instanceof MqttException mqtt) {
            String cause = mqtt.getCause() == null ? "" : " (" + mqtt.getCause().getMessage() + ")";
            return mqtt.getMessage() + cause + ", code " + mqtt.getReasonCode();
        }
        return e.toString();
    }

    /** Hears from one client; what an older client still tells is ignored. */
    private final class Callback implements MqttCallback {
        private final MqttAsyncClient owner;

        Callback(MqttAsyncClient owner) {
            this.owner = owner;
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            String reason = response.getReasonString() != null
                    ? response.getReasonString()
                    : String.valueOf(response.getException());
            try {
                worker.execute(() -> lost(owner, reason));
            } catch (RejectedExecutionException e) {
                LOG.debug("Disconnected after the transport was closed", e);
            }
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.debug("MQTT error", exception);
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            listener().received(topic, message.getPayload());
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean isReconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }

    /** Turns Paho's two answers into the receipt's. */
    private record ReceiptListener(MqttAsyncClient client, Receipt receipt) implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            int[] codes = token.getReasonCodes();
            if (codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR_CODE) {
                receipt.failed(String.format(Locale.ROOT, "reason code 0x%02x", codes[0]));
                return;
            }
            receipt.acknowledged();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            if (client.isConnected()) {
                receipt.failed(String.valueOf(exception));
            }
        }
    }
}
