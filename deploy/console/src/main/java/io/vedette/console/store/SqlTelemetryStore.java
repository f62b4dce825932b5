package io.vedette.console.store;

import io.vedette.console.fleet.DeviceState;
import io.vedette.console.telemetry.Batch;
import io.vedette.console.telemetry.OutboxKey;
import io.vedette.console.telemetry.OutboxState;
import io.vedette.console.telemetry.StoredDrift;
import io.vedette.console.telemetry.StoredPrediction;
import io.vedette.console.telemetry.StoredTelemetry;
import io.vedette.console.telemetry.TelemetryStore;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.Position;
import io.vedette.core.contract.Prediction;
import io.vedette.core.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables that ingest writes. */
public final class SqlTelemetryStore implements TelemetryStore {
    private final Database database;

    public SqlTelemetryStore(Database database) {
        this.database = database;
    }

    @Override
    public void store(Batch batch) {
        database.jdbi().useHandle(handle -> {
            handle.useTransaction(transaction -> storeUnlessStored(transaction, batch));
            database.makeDurable(handle);
        });
    }

    @Override
    public List<OutboxState> loadOutboxes() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select * from outbox")
                .map((row, context) -> outbox(row))
                .list());
    }

    private static void storeUnlessStored(Handle handle, Batch batch) {
        int changed = handle.execute("update console set last_batch = ? where last_batch <> ?", batch.id(), batch.id());
        if (changed == 0) {
            return;
        }
        batch.devices().forEach(device -> putDevice(handle, device));
        batch.outboxes().forEach(outbox -> putOutbox(handle, outbox));
        batch.forgotten().forEach(key -> deleteOutbox(handle, key));
        insertPredictions(handle, batch.predictions());
        insertTelemetry(handle, batch.telemetry());
        insertDrift(handle, batch.drift());
    }

    private static void putDevice(Handle handle, DeviceState device) {
        String id = device.device().value();
        String document = json(device);
        if (handle.execute("update device set document = ? where id = ?", document, id) == 0) {
            handle.execute("insert into device (id, document) values (?, ?)", id, document);
        }
    }

    private static void putOutbox(Handle handle, OutboxState state) {
        OutboxKey key = state.key();
        deleteOutbox(handle, key);
        handle.execute(
                "insert into outbox (device, outbox, received, duplicates, lost, settled_below, last_used_ms)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                key.device().value(),
                key.outbox(),
                Sequences.write(state.received()),
                state.duplicates(),
                state.lost(),
                state.settledBelow(),
                state.lastUsed().toEpochMilli());
    }

    private static void deleteOutbox(Handle handle, OutboxKey key) {
        handle.execute(
                "delete from outbox where device = ? and outbox = ?",
                key.device().value(),
                key.outbox());
    }

    private static void insertPredictions(Handle handle, List<StoredPrediction> predictions) {
        if (predictions.isEmpty()) {
            return;
        }
        PreparedBatch insert = handle.prepareBatch(
                "insert into prediction (device, received_at_ms, label, is_start, document) values (?, ?, ?, ?, ?)");
        for (StoredPrediction stored : predictions) {
            Prediction prediction = stored.prediction();
            insert.add(
                    prediction.header().device().value(),
                    stored.receivedAt().toEpochMilli(),
                    storable(prediction.label()),
                    prediction.phase() == Prediction.Phase.NEW,
                    json(prediction));
        }
        insert.execute();
    }

    private static void insertTelemetry(Handle handle, List<StoredTelemetry> telemetry) {
        if (telemetry.isEmpty()) {
            return;
        }
        PreparedBatch insert =
                handle.prepareBatch("insert into telemetry (device, received_at_ms, document) values (?, ?, ?)");
        for (StoredTelemetry stored : telemetry) {
            insert.add(stored.device().value(), stored.point().receivedAt().toEpochMilli(), json(stored.point()));
        }
        insert.execute();
    }

    private static void insertDrift(Handle handle, List<StoredDrift> drift) {
        if (drift.isEmpty()) {
            return;
        }
        PreparedBatch insert = handle.prepareBatch(
                "insert into drift (device, camera, reference, received_at_ms, document, outbox, position_in_outbox)"
                        + " values (?, ?, ?, ?, ?, ?, ?)");
        for (StoredDrift stored : drift) {
            DriftReport report = stored.report();
            Position position = report.header().position();
            insert.add(
                    report.header().device().value(),
                    report.camera(),
                    storable(report.reference().id()),
                    stored.receivedAt().toEpochMilli(),
                    json(report),
                    position == null ? null : position.outbox(),
                    position == null ? null : position.sequence());
        }
        insert.execute();
    }

    private static OutboxState outbox(ResultSet row) throws SQLException {
        return new OutboxState(
                new OutboxKey(new DeviceId(row.getString("device")), row.getString("outbox")),
                Sequences.read(row.getString("received")),
                row.getLong("duplicates"),
                row.getLong("lost"),
                row.getLong("settled_below"),
                Instant.ofEpochMilli(row.getLong("last_used_ms")));
    }

    /** Without half surrogate pairs and zeros, which JSON may hold but not every database. */
    private static String storable(String text) {
        byte[] unicode = text.getBytes(StandardCharsets.UTF_8);
        return new String(unicode, StandardCharsets.UTF_8).replace('\0', ' ');
    }

    private static String json(Record value) {
        return new String(RecordJson.write(value), StandardCharsets.UTF_8);
    }
}
