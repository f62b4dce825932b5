package io.vedette.agent.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A transport whose connection and answers a test decides. */
final class FakeTransport implements Transport {
    private final List<Published> published = new CopyOnWriteArrayList<>();
    private final List<String> subscribed = new CopyOnWriteArrayList<>();
    private volatile Listener listener = new NoListener();
    private volatile boolean isAnswering = true;
    private volatile boolean isClosed;

    /** One message that was published. */
    record Published(String topic, String payload, boolean isRetained, Receipt receipt) {}

    @Override
    public void start(Listener newListener) {
        listener = newListener;
    }

    void connect() {
        listener.connected();
    }

    void disconnect() {
        listener.disconnected("the test said so");
    }

    void deliver(String topic, byte[] payload) {
        listener.received(topic, payload);
    }

    /** Whether the broker acknowledges at once. */
    void setAnswering(boolean isAnsweringNow) {
        isAnswering = isAnsweringNow;
    }

    @Override
    public void publish(String topic, byte[] payload, boolean isRetained, Receipt receipt) {
        published.add(new Published(topic, new String(payload, StandardCharsets.UTF_8), isRetained, receipt));
        if (isAnswering) {
            receipt.acknowledged();
        }
    }

    @Override
    public void subscribe(Collection<String> filters) {
        subscribed.addAll(filters);
    }

    @Override
    public void unsubscribe(Collection<String> filters) {
        subscribed.removeAll(filters);
    }

    /** What is subscribed to by now, a topic as often as it was asked for. */
    List<String> subscribed() {
        return subscribed;
    }

    List<Published> published() {
        return published;
    }

    List<Published> to(String topic) {
        return published.stream()
                .filter(message -> message.topic().equals(topic))
                .toList();
    }

    boolean isClosed() {
        return isClosed;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private static final class NoListener implements Listener {
        @Override
        public void connected() {}

        @Override
        public void disconnected(String reason) {}

        @Override
        public void received(String topic, byte[] payload) {}
    }
}
