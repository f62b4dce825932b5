package io.vedette.console.store;

import io.vedette.console.deployment.DesiredRelease;
import io.vedette.console.deployment.DesiredReleaseStore;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Release;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The table of what devices should run. */
public final class SqlDesiredReleaseStore implements DesiredReleaseStore {
    private final Database database;

    public SqlDesiredReleaseStore(Database database) {
        this.database = database;
    }

    @Override
    public List<DesiredRelease> loadAll() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select * from desired_release")
                .map((row, context) -> desired(row))
                .list());
    }

    @Override
    public void put(DesiredRelease desired) {
        database.jdbi().useHandle(handle -> {
            handle.execute(
                    "merge into desired_release (device, version, name, release_number, release_digest, set_at_ms)"
                            + " key (device) values (?, ?, ?, ?, ?, ?)",
                    desired.device().value(),
                    desired.version(),
                    desired.release().name(),
                    desired.release().number(),
                    desired.release().digest(),
                    desired.setAt().toEpochMilli());
            database.makeDurable(handle);
        });
    }

    private static DesiredRelease desired(ResultSet row) throws SQLException {
        return new DesiredRelease(
                new DeviceId(row.getString("device")),
                row.getLong("version"),
                new Release(row.getString("name"), row.getInt("release_number"), row.getString("release_digest")),
                Instant.ofEpochMilli(row.getLong("set_at_ms")));
    }
}
