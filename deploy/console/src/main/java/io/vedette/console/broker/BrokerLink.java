package io.vedette.console.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's connection to the broker, kept up until it is closed: each time it is lost a new client takes over the broker's session, so
 * that what came meanwhile is handed over, also after the console itself was restarted.
 */
public final class BrokerLink implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerLink.class);
    private static final int QOS = 1;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final long SESSION_SECONDS = 600;
    private static final int CONNECT_TIMEOUT_SECONDS = 10;
    private static final long ANSWER_TIMEOUT_MS = 10_000;

    /** What the broker may have on its way to the console. */
    private static final int RECEIVE_MAXIMUM = 2_000;

    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

    private final BrokerAddress address;
    private final @Nullable Credentials credentials;
    private final String clientId;
    private final List<String> filters;
    private final LinkListener listener;
    private final Thread keeper = new Thread(this::keepConnected, "broker-link");
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection connection;

    /**
     * @param clientId the same at each start of one console, another for each console
     * @param filters the topics to subscribe to
     */
    public BrokerLink(
            BrokerAddress address,
            @Nullable Credentials credentials,
            String clientId,
            List<String> filters,
            LinkListener listener) {
        this.address = address;
        this.credentials = credentials;
        this.clientId = clientId;
        this.filters = List.copyOf(filters);
        this.listener = listener;
    }

    /** Begins to connect, and goes on trying until the broker is there. */
    public void start() {
        keeper.start();
    }

    public boolean isConnected() {
        Connection current = connection;
        return current != null && current.client.isConnected();
    }

    /** Hands a message over to the broker, QoS 1; false if that cannot be done now. */
    public boolean publish(String topic, byte[] payload, boolean isRetained) {
        Connection current = connection;
        if (current == null) {
            return false;
        }
        try {
            current.client.publish(topic, payload, QOS, isRetained);
            return true;
        } catch (MqttException e) {
            // Not connected any more, or as many on their way as may be.
            return false;
        }
    }

    /**
     * Hands a message over to the broker, QoS 1 and not retained; what comes back is complete when the broker has it, and fails if it will not.
     *
     * @param expiry how long the broker may keep it for one who cannot take it at once
     */
    public CompletableFuture<Void> send(String topic, byte[] payload, Duration expiry) {
        Connection current = connection;
        if (current == null) {
            return CompletableFuture.failedFuture(new IOException("The broker is not connected"));
        }
        MqttMessage message = new MqttMessage(payload);
        message.setQos(QOS);
        MqttProperties properties = new MqttProperties();
        properties.setMessageExpiryInterval(expiry.toSeconds());
        message.setProperties(properties);
        return current.send(topic, message);
    }

    @Override
    public void close() {
        closed.countDown();
        Connection current = connection;
        if (current != null) {
            current.lost.countDown();
        }
        try {
            keeper.join(TimeUnit.SECONDS.toMillis(2 * CONNECT_TIMEOUT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void keepConnected() {
        Duration delay = FIRST_DELAY;
        String lastFailure = "";
        while (!isClosed()) {
            try {
                Connection current = connect();
                LOGGER.info("Connected to the broker at {}", address);
                delay = FIRST_DELAY;
                lastFailure = "";
                current.lost.await();
                if (!isClosed()) {
                    LOGGER.warn("The connection to the broker at {} was lost", address);
                }
                connection = null;
                current.close();
            } catch (MqttException e) {
                String failure = describe(e);
                if (!failure.equals(lastFailure)) {
                    LOGGER.warn("The broker at {} cannot be reached, trying on: {}", address, failure);
                    lastFailure = failure;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody interrupts this thread", e);
            }
            pause(delay);
            delay = delay.multipliedBy(2).compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay.multipliedBy(2);
        }
    }

    private Connection connect() throws MqttException {
        String scheme = address.isEncrypted() ? "ssl://" : "tcp://";
        MqttAsyncClient client =
                new MqttAsyncClient(scheme + address.host() + ":" + address.port(), clientId, new MemoryPersistence());
        Connection fresh = new Connection(client);
        try {
            client.setCallback(fresh);
            client.connect(options()).waitForCompletion(ANSWER_TIMEOUT_MS);
            subscribe(client);
        } catch (MqttException | RuntimeException e) {
            fresh.close();
            throw e;
        }
        connection = fresh;
        listener.onConnected();
        return fresh;
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setCleanStart(false);
        options.setSessionExpiryInterval(SESSION_SECONDS);
        options.setReceiveMaximum(RECEIVE_MAXIMUM);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_TIMEOUT_SECONDS);
        if (credentials != null) {
            options.setUserName(credentials.user());
            options.setPassword(credentials.password().getBytes(StandardCharsets.UTF_8));
        }
        return options;
    }

    private void subscribe(MqttAsyncClient client) throws MqttException {
        MqttSubscription[] subscriptions = filters.stream()
                .map(filter -> new MqttSubscription(filter, QOS))
                .toArray(MqttSubscription[]::new);
        IMqttToken token = client.subscribe(subscriptions, null, null, new MqttProperties());
        token.waitForCompletion(ANSWER_TIMEOUT_MS);
        for (int code : token.getReasonCodes()) {
            if (code > QOS) {
                throw new MqttException(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
            }
        }
    }

    private void pause(Duration delay) {
        long jitterMs = ThreadLocalRandom.current().nextLong(delay.toMillis() / 2 + 1);
        try {
            closed.await(delay.toMillis() / 2 + jitterMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }

    private static String describe(MqttException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** One client from its connection to its loss. */
    private final class Connection implements MqttCallback {
        private final MqttAsyncClient client;
        private final CountDownLatch lost = new CountDownLatch(1);
        private final Map<Long, CompletableFuture<Void>> unconfirmed = new ConcurrentHashMap<>();
        private final AtomicLong sendings = new AtomicLong();

        Connection(MqttAsyncClient client) {
            this.client = client;
        }

        CompletableFuture<Void> send(String topic, MqttMessage message) {
            CompletableFuture<Void> confirmed = new CompletableFuture<>();
            long sending = sendings.incrementAndGet();
            unconfirmed.put(sending, confirmed);
            try {
                client.publish(topic, message, null, new MqttActionListener() {
                    @Override
                    public void onSuccess(IMqttToken token) {
                        unconfirmed.remove(sending);
                        confirmed.complete(null);
                    }

                    @Override
                    public void onFailure(IMqttToken token, Throwable failure) {
                        unconfirmed.remove(sending);
                        confirmed.completeExceptionally(failure);
                    }
                });
            } catch (MqttException e) {
                unconfirmed.remove(sending);
                confirmed.completeExceptionally(e);
            }
            if (lost.getCount() == 0) {
                failUnconfirmed();
            }
            return confirmed;
        }

        private void failUnconfirmed() {
            unconfirmed.forEach((sending, confirmed) ->
                    confirmed.completeExceptionally(new IOException("The connection to the broker was lost")));
            unconfirmed.clear();
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
            listener.onMessage(topic, message.getPayload(), message.isRetained());
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            lost.countDown();
            failUnconfirmed();
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOGGER.debug("The client reported an error", exception);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Acknowledgements carry the whole state, so that none needs to be followed up.
        }

        @Override
        public void connectComplete(boolean isReconnect, String serverUri) {
            // The one who connects subscribes.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // No extended authentication is asked for.
        }

        void close() {
            try {
                if (client.isConnected()) {
                    client.disconnect().waitForCompletion(ANSWER_TIMEOUT_MS);
                } else {
                    client.disconnectForcibly(0, 0, false);
                }
                client.close(true);
            } catch (MqttException e) {
                LOGGER.debug("A client did not end as it should", e);
            }
            failUnconfirmed();
        }
    }
}
