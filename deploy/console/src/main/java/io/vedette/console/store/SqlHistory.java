package io.vedette.console.store;

import io.vedette.console.telemetry.History;
import io.vedette.console.telemetry.StoredDrift;
import io.vedette.console.telemetry.StoredPrediction;
import io.vedette.console.telemetry.TelemetryPoint;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.contract.Prediction;
import io.vedette.core.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables that ingest writes, read. */
public final class SqlHistory implements History {
    private static final int MAX_MIXED = 10_000;
    private static final int MAX_DRIFT = 2_000;

    /** Each report's place among those of its camera, the newest first: of the outbox that came last, the one written last. */
    private static final String RANKED_DRIFT = "with dated as (select id, device, camera, position_in_outbox,"
            + " max(id) over (partition by device, camera, outbox) as outbox_age from drift),"
            + " ranked as (select id, row_number() over (partition by device, camera"
            + " order by outbox_age desc, position_in_outbox desc nulls last, id desc) as place from dated)";

    private final Database database;

    public SqlHistory(Database database) {
        this.database = database;
    }

    @Override
    public List<StoredPrediction> predictions(DeviceId device, int limit, long before) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select id, received_at_ms, document from prediction"
                                + " where device = :device and id < :before order by id desc limit :limit")
                        .bind("device", device.value())
                        .bind("before", before)
                        .bind("limit", limit)
                        .map((row, context) -> new StoredPrediction(
                                row.getLong("id"),
                                Instant.ofEpochMilli(row.getLong("received_at_ms")),
                                RecordJson.read(utf8(row.getString("document")), Prediction.class)))
                        .list());
    }

    @Override
    public List<TelemetryPoint> telemetry(DeviceId device, Instant since, int limit) {
        List<TelemetryPoint> newestFirst = database.jdbi()
                .withHandle(handle -> handle.createQuery("select document from telemetry"
                                + " where device = :device and received_at_ms >= :since"
                                + " order by received_at_ms desc limit :limit")
                        .bind("device", device.value())
                        .bind("since", since.toEpochMilli())
                        .bind("limit", limit)
                        .mapTo(String.class)
                        .map(document -> RecordJson.read(utf8(document), TelemetryPoint.class))
                        .list());
        return reversed(newestFirst);
    }

    @Override
    public List<StoredDrift> drift(DeviceId device, @Nullable String camera, Instant since, int limit) {
        return reversed(database.jdbi().withHandle(handle -> handle.createQuery(RANKED_DRIFT
                        + " select drift.id, received_at_ms, document from drift join ranked on drift.id = ranked.id"
                        + " where drift.device = :device and (:camera is null or drift.camera = :camera)"
                        + " and received_at_ms >= :since and place <= :limit"
                        + " order by place limit :rows")
                .bind("device", device.value())
                .bind("camera", camera)
                .bind("since", since.toEpochMilli())
                .bind("limit", limit)
                .bind("rows", MAX_DRIFT)
                .map((row, context) -> drift(row))
                .list()));
    }

    @Override
    public List<StoredDrift> latestDrift(String reference, Instant since, int limit) {
        return reversed(database.jdbi().withHandle(handle -> handle.createQuery(RANKED_DRIFT
                        + " select drift.id, received_at_ms, document from drift join ranked on drift.id = ranked.id"
                        + " where place = 1 and reference = :reference and received_at_ms >= :since"
                        + " order by drift.id desc limit :limit")
                .bind("reference", reference)
                .bind("since", since.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> drift(row))
                .list()));
    }

    @Override
    public Map<String, Long> classMix(DeviceId device, Instant since) {
        Map<String, Long> counts = new LinkedHashMap<>();
        database.jdbi().useHandle(handle -> handle.createQuery("select label, count(*) as decisions from"
                        + " (select label, received_at_ms from prediction where device = :device and is_start"
                        + " order by id desc limit :limit) as newest"
                        + " where received_at_ms >= :since group by label order by decisions desc, label")
                .bind("device", device.value())
                .bind("limit", MAX_MIXED)
                .bind("since", since.toEpochMilli())
                .map((row, context) -> Map.entry(row.getString("label"), row.getLong("decisions")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue())));
        return counts;
    }

    private static StoredDrift drift(ResultSet row) throws SQLException {
        return new StoredDrift(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("received_at_ms")),
                RecordJson.read(utf8(row.getString("document")), DriftReport.class));
    }

    private static <T> List<T> reversed(List<T> newestFirst) {
        List<T> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
