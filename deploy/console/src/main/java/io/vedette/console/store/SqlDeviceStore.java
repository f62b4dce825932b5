package io.vedette.console.store;

import io.vedette.console.fleet.DeviceState;
import io.vedette.console.fleet.DeviceStore;
import io.vedette.core.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The device table. */
public final class SqlDeviceStore implements DeviceStore {
    private final Database database;

    public SqlDeviceStore(Database database) {
        this.database = database;
    }

    @Override
    public List<DeviceState> loadAll() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select document from device order by id")
                .mapTo(String.class)
                .map(SqlDeviceStore::read)
                .list());
    }

    private static DeviceState read(String document) {
        return RecordJson.read(document.getBytes(StandardCharsets.UTF_8), DeviceState.class);
    }
}
