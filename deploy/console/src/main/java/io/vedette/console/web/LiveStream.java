package io.vedette.console.web;

import io.micronaut.http.sse.Event;
import io.vedette.console.fleet.DeviceSummary;
import io.vedette.console.fleet.Fleet;
import io.vedette.console.fleet.FleetListener;
import io.vedette.console.fleet.TelemetryFigures;
import io.vedette.console.telemetry.StoredDrift;
import io.vedette.console.telemetry.StoredPrediction;
import io.vedette.console.telemetry.TelemetryPoint;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Telemetry;
import io.vedette.core.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;

/** Hands events on to those who listen. Nobody is waited for: a listener who falls too far behind is dropped. */
public final class LiveStream implements FleetListener {
    private static final int MAX_LISTENERS = 200;

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private final Fleet fleet;
    private final Clock clock;

    public LiveStream(Fleet fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    @Override
    public void onMessage(Message message) {
        EventKind.of(message).ifPresent(kind -> send(message.header().device(), kind, () -> body(message)));
    }

    @Override
    public void onDevicesChanged(List<DeviceSummary> devices) {
        devices.forEach(device -> send(device.device(), EventKind.DEVICE, () -> device));
    }

    /** Lets clients see that the connection is alive, and finds those that are not there any more. */
    public void sendHeartbeat() {
        Event<String> heartbeat =
                Event.of("{\"time\":\"" + clock.instant() + "\"}").name("heartbeat");
        listeners.forEach(listener -> send(listener, heartbeat));
    }

    /** Ends all streams. */
    public void close() {
        listeners.forEach(Listener::complete);
        listeners.clear();
    }

    Publisher<Event<String>> listen(EventFilter filter) {
        if (listeners.size() >= MAX_LISTENERS) {
            throw ApiException.tooManyListeners(MAX_LISTENERS);
        }
        Listener listener = new Listener(filter);
        listeners.add(listener);
        send(listener, Event.of("{\"time\":\"" + clock.instant() + "\"}").name("heartbeat"));
        return listener.events(() -> listeners.remove(listener));
    }

    int listenerCount() {
        return listeners.size();
    }

    long droppedCount() {
        return dropped.get();
    }

    private void send(DeviceId device, EventKind kind, Supplier<Record> body) {
        Event<String> event = null;
        for (Listener listener : listeners) {
            if (listener.filter().accepts(device, kind)) {
                if (event == null) {
                    event = event(kind, body.get());
                }
                send(listener, event);
            }
        }
    }

    private void send(Listener listener, Event<String> event) {
        if (!listener.offer(event) && listeners.remove(listener)) {
            dropped.incrementAndGet();
        }
    }

    private Record body(Message message) {
        Instant now = clock.instant();
        if (message instanceof Prediction prediction) {
            return new StoredPrediction(0, now, prediction);
        }
        if (message instanceof DriftReport report) {
            return new StoredDrift(0, now, report);
        }
        if (message instanceof Telemetry telemetry) {
            long decisionsPerMinute =
                    fleet.decisionsPerMinute(telemetry.header().device(), now);
            return new TelemetryPoint(
                    now, telemetry.header().time(), decisionsPerMinute, TelemetryFigures.of(telemetry));
        }
        return (Record) message;
    }

    private static Event<String> event(EventKind kind, Record body) {
        String json = new String(RecordJson.write(body), StandardCharsets.UTF_8);
        return Event.of(json).name(kind.eventName());
    }
}
