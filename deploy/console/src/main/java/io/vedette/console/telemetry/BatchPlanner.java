package io.vedette.console.telemetry;

import io.vedette.console.fleet.DeviceState;
import io.vedette.console.fleet.Fleet;
import io.vedette.console.fleet.TelemetryFigures;
import io.vedette.console.telemetry.OutboxLedger.Arrival;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.Message;
import io.vedette.core.contract.Position;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Telemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans one batch: what of the messages is new, and what follows for devices and outboxes. Changes nothing but itself. */
final class BatchPlanner {
    private final Fleet fleet;
    private final Outboxes outboxes;
    private final IngestCounters counters;
    private final Instant now;

    private final List<StoredPrediction> predictions = new ArrayList<>();
    private final List<StoredTelemetry> telemetry = new ArrayList<>();
    private final List<StoredDrift> drift = new ArrayList<>();
    private final List<Message> told = new ArrayList<>();
    private final Map<DeviceId, DeviceState> devices = new LinkedHashMap<>();
    private final Set<DeviceId> remembered = new LinkedHashSet<>();
    private final Map<OutboxKey, OutboxLedger> ledgers = new LinkedHashMap<>();
    private final Set<DeviceId> due = new LinkedHashSet<>();

    BatchPlanner(Fleet fleet, Outboxes outboxes, IngestCounters counters, Instant now) {
        this.fleet = fleet;
        this.outboxes = outboxes;
        this.counters = counters;
        this.now = now;
    }

    void add(Message message, boolean isFresh) {
        DeviceId device = message.header().device();
        if (!fleet.admits(device)) {
            counters.countRejected(Rejection.TOO_MANY_DEVICES, "One device too many: " + device);
            return;
        }
        if (isNew(message)) {
            apply(message, isFresh);
        }
    }

    Plan plan(String id) {
        List<OutboxState> changed =
                ledgers.values().stream().map(OutboxLedger::state).toList();
        Map<DeviceId, List<OutboxState>> kept = new LinkedHashMap<>();
        for (OutboxState state : changed) {
            DeviceId device = state.key().device();
            kept.put(device, Outboxes.withFirst(kept.getOrDefault(device, outboxes.of(device)), state));
        }
        Batch batch = new Batch(
                id,
                predictions,
                telemetry,
                drift,
                remembered.stream().map(this::state).toList(),
                changed.stream()
                        .filter(state -> kept.getOrDefault(state.key().device(), List.of())
                                .contains(state))
                        .toList(),
                forgotten(kept));
        return new Plan(batch, List.copyOf(told), List.copyOf(devices.values()), Set.copyOf(due));
    }

    private List<OutboxKey> forgotten(Map<DeviceId, List<OutboxState>> kept) {
        List<OutboxKey> forgotten = new ArrayList<>();
        kept.forEach((device, states) -> outboxes.of(device).stream()
                .map(OutboxState::key)
                .filter(key -> states.stream().noneMatch(state -> state.key().equals(key)))
                .forEach(forgotten::add));
        return forgotten;
    }

    private boolean isNew(Message message) {
        Position position = message.header().position();
        if (position == null) {
            return true;
        }
        DeviceId device = message.header().device();
        OutboxLedger ledger = ledger(new OutboxKey(device, position.outbox()));
        Arrival arrival = ledger.accept(position.sequence());
        switch (arrival) {
            case NEW -> due.add(device);
            case DUPLICATE -> {
                counters.countDuplicate();
                // It may have missed the acknowledgement.
                due.add(device);
            }
            case DEFERRED ->
                counters.countRejected(
                        Rejection.TOO_MANY_GAPS,
                        "One gap too many in the records of " + device + ", at " + position.sequence());
        }
        if (arrival == Arrival.NEW && message instanceof Telemetry newTelemetry) {
            ledger.settle(newTelemetry.outbox(), position.sequence());
        }
        return arrival == Arrival.NEW;
    }

    private void apply(Message message, boolean isFresh) {
        DeviceId device = message.header().device();
        devices.put(device, state(device).after(message, isFresh, now));
        if (!(message instanceof Prediction) || fleet.findState(device).isEmpty()) {
            remembered.add(device);
        }
        if (message instanceof Prediction prediction) {
            predictions.add(new StoredPrediction(0, now, prediction));
        }
        if (message instanceof Telemetry newTelemetry) {
            long decisionsPerMinute = fleet.decisionsPerMinute(device, now);
            telemetry.add(new StoredTelemetry(
                    device,
                    new TelemetryPoint(
                            now, message.header().time(), decisionsPerMinute, TelemetryFigures.of(newTelemetry))));
        }
        if (message instanceof DriftReport report) {
            drift.add(new StoredDrift(0, now, report));
        }
        counters.countStored(message);
        told.add(message);
    }

    private DeviceState state(DeviceId device) {
        DeviceState planned = devices.get(device);
        return planned == null ? fleet.state(device, now) : planned;
    }

    private OutboxLedger ledger(OutboxKey key) {
        return ledgers.computeIfAbsent(
                key, added -> new OutboxLedger(outboxes.find(key).orElseGet(() -> OutboxState.empty(key, now)), now));
    }
}
