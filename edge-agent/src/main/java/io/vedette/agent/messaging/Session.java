package io.vedette.agent.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.agent.health.ErrorLog;
import io.vedette.core.contract.Acknowledgement;
import io.vedette.core.contract.ChunkTopic;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.MessageException;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Topic;
import io.vedette.core.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The device's dealings with the fleet: says what the device is on each connection, keeps retained topics current, sends the outbox's records and
 * trims it by what comes back. One thread does it all; others hand it events.
 */
public final class Session implements AutoCloseable {
    private static final long TICK_MS = 100;
    private static final int MAX_EVENTS = 10_000;

    private final SessionOptions options;
    private final Transport transport;
    private final Outbox outbox;
    private final Headers headers;
    private final ErrorLog errors;
    private final LongSupplier nanoTime;
    private final Delivery delivery;
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final AtomicBoolean hasNews = new AtomicBoolean();
    private final AtomicLong rejected = new AtomicLong();
    private final Thread thread;

    private final Map<Topic, Draft> retained = new LinkedHashMap<>();
    private final Set<Topic> unsent = new LinkedHashSet<>();
    private final Set<String> subscriptions = new LinkedHashSet<>();
    private volatile @Nullable Subscriber subscriber;
    private long connection;
    private int inFlight;
    private volatile boolean isConnected;
    private volatile boolean isStopped;

    public Session(
            SessionOptions options,
            Transport transport,
            Outbox outbox,
            Headers headers,
            ErrorLog errors,
            LongSupplier nanoTime) {
        this.options = options;
        this.transport = transport;
        this.outbox = outbox;
        this.headers = headers;
        this.errors = errors;
        this.nanoTime = nanoTime;
        this.delivery = new Delivery(
                options.acknowledger(),
                outbox.newestSequence(),
                options.greeting(),
                options.patience(),
                options.longestPatience());
        this.thread = new Thread(this::run, "session");
        this.thread.setDaemon(true);
    }

    /** Begins to connect. */
    public void start() {
        outbox.setListener(this::recordsAccepted);
        thread.start();
        transport.start(new Events());
    }

    /**
     * Sets a retained topic's message: it is published now, and anew with a header of its time on each later connection. The first topics set
     * are the first published.
     */
    public void retain(Topic topic, Draft draft) {
        events.add(() -> {
            retained.put(topic, draft);
            unsent.add(topic);
        });
    }

    /** Sets who hears what comes for the device; to be called before the start. */
    public void setSubscriber(Subscriber newSubscriber) {
        subscriber = newSubscriber;
    }

    /** From now on what is published on these topics comes to the subscriber, on each connection. */
    public void subscribe(Collection<String> filters) {
        events.add(() -> {
            if (subscriptions.addAll(filters) && isConnected) {
                transport.subscribe(filters);
            }
        });
    }

    /** From now on what is published on these topics comes no more. */
    public void unsubscribe(Collection<String> filters) {
        events.add(() -> {
            if (subscriptions.removeAll(filters) && isConnected) {
                transport.unsubscribe(filters);
            }
        });
    }

    /** Publishes a message that nobody needs to keep: without a connection it is lost. */
    public void publish(String topic, Draft draft) {
        events.add(() -> {
            if (isConnected) {
                inFlight++;
                byte[] payload = MessageJson.write(draft.toMessage(headers.now()));
                transport.publish(topic, payload, false, new Handover(connection, 0));
            }
        });
    }

    public boolean isConnected() {
        return isConnected;
    }

    /** Messages that were received and not understood, since start. */
    public long rejected() {
        return rejected.get();
    }

    private void recordsAccepted() {
        if (hasNews.compareAndSet(false, true)) {
            events.add(() -> hasNews.set(false));
        }
    }

    private void run() {
        while (!isStopped) {
            try {
                Runnable event = events.poll(TICK_MS, TimeUnit.MILLISECONDS);
                while (event != null) {
                    event.run();
                    event = events.poll();
                }
                delivery.tick(outbox.oldestSequence(), nanoTime.getAsLong());
                send();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                errors.report("session-failed", "The session went on after: " + e);
            }
        }
    }

    private void send() {
        if (!isConnected) {
            return;
        }
        while (inFlight < options.window() && !unsent.isEmpty()) {
            Topic topic = unsent.iterator().next();
            unsent.remove(topic);
            sendRetained(topic);
        }
        while (inFlight < options.window()) {
            long sequence = delivery.next(outbox.oldestSequence(), outbox.newestSequence(), nanoTime.getAsLong());
            if (sequence == 0) {
                return;
            }
            outbox.find(sequence).ifPresent(this::sendRecord);
        }
    }

    private void sendRetained(Topic topic) {
        Draft draft = retained.get(topic);
        if (draft == null) {
            return;
        }
        byte[] payload = MessageJson.write(draft.toMessage(headers.now()));
        inFlight++;
        transport.publish(topic.toString(), payload, true, new Handover(connection, 0));
    }

    private void sendRecord(OutboxRecord record) {
        byte[] payload = delivery.markSent(record.sequence()) ? asReplayed(record.payload()) : record.payload();
        inFlight++;
        transport.publish(record.topic(), payload, false, new Handover(connection, record.sequence()));
    }

    private static byte[] asReplayed(byte[] payload) {
        JsonNode message = RecordJson.readTree(payload);
        ((ObjectNode) message.required("header")).put("replayed", true);
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void onConnected() {
        connection++;
        inFlight = 0;
        isConnected = true;
        unsent.addAll(retained.keySet());
        delivery.connected(nanoTime.getAsLong());
        if (!subscriptions.isEmpty()) {
            transport.subscribe(List.copyOf(subscriptions));
        }
        Subscriber present = subscriber;
        if (present != null) {
            present.connected();
        }
    }

    private void onDisconnected() {
        isConnected = false;
        delivery.disconnected();
    }

    private void onReceived(String topic, byte[] payload) {
        Subscriber present = subscriber;
        if (present != null && ChunkTopic.findDigest(topic).isPresent()) {
            present.received(topic, payload);
            return;
        }
        try {
            Message message = MessageJson.read(topic, payload);
            if (message instanceof Acknowledgement acknowledgement) {
                onAcknowledgement(acknowledgement);
            } else if (present != null) {
                present.received(message);
            }
        } catch (MessageException e) {
            rejected.incrementAndGet();
            errors.report(
                    "message-" + e.fault().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    "Ignored a message on " + topic + ": " + e.getMessage());
        }
    }

    private void onAcknowledgement(Acknowledgement acknowledgement) {
        if (!acknowledgement.outbox().equals(outbox.id())) {
            return;
        }
        if (options.acknowledger() == Acknowledger.BROKER) {
            return;
        }
        delivery.acknowledged(acknowledgement, nanoTime.getAsLong());
        outbox.acknowledge(delivery.stored(outbox.oldestSequence()));
    }

    private void onHandover(long ofConnection, long sequence, Optional<String> failure) {
        if (ofConnection != connection) {
            return;
        }
        inFlight--;
        failure.ifPresent(reason -> errors.report("publish-refused", "The broker did not take a message: " + reason));
        if (failure.isEmpty() && sequence > 0 && options.acknowledger() == Acknowledger.BROKER) {
            delivery.acknowledgedByBroker(sequence, nanoTime.getAsLong());
            outbox.acknowledge(delivery.stored(outbox.oldestSequence()));
        }
    }

    /**
     * Waits until all records are acknowledged and retained topics sent, or {@code time} has passed; whether they are.
     */
    public boolean flush(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            boolean isWritten = outbox.flush(Duration.ofMillis(TICK_MS));
            if (isWritten && outbox.pendingRecords() == 0 && ask(() -> unsent.isEmpty() && inFlight == 0)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return false;
    }

    private boolean ask(BooleanSupplier question) throws InterruptedException {
        AtomicBoolean answer = new AtomicBoolean();
        CountDownLatch isAnswered = new CountDownLatch(1);
        events.add(() -> {
            answer.set(question.getAsBoolean());
            isAnswered.countDown();
        });
        return isAnswered.await(1, TimeUnit.SECONDS) && answer.get();
    }

    /** Takes leave of the fleet and stops; the outbox stays open. */
    @Override
    public void close() {
        transport.close();
        isStopped = true;
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Brings what the transport tells to the session's thread. */
    private final class Events implements Transport.Listener {
        @Override
        public void connected() {
            events.add(Session.this::onConnected);
        }

        @Override
        public void disconnected(String reason) {
            events.add(Session.this::onDisconnected);
            errors.report("broker-lost", reason);
        }

        @Override
        public void received(String topic, byte[] payload) {
            if (events.size() > MAX_EVENTS) {
                rejected.incrementAndGet();
                errors.report("message-flood", "Ignored a message on " + topic + ": too many at once");
                return;
            }
            events.add(() -> onReceived(topic, payload));
        }
    }

    /** Brings what became of a message to the session's thread. */
    private final class Handover implements Transport.Receipt {
        private final long ofConnection;
        private final long sequence;

        Handover(long ofConnection, long sequence) {
            this.ofConnection = ofConnection;
            this.sequence = sequence;
        }

        @Override
        public void acknowledged() {
            events.add(() -> onHandover(ofConnection, sequence, Optional.empty()));
        }

        @Override
        public void failed(String reason) {
            events.add(() -> onHandover(ofConnection, sequence, Optional.of(reason)));
        }
    }
}
