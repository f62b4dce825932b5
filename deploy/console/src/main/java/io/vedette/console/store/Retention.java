package io.vedette.console.store;

/** Deletes the oldest of what would grow without end. */
public final class Retention {
    private final Database database;
    private final RetentionLimits limits;

    public Retention(Database database, RetentionLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /** Deletes what is over the limits; to be called now and then. */
    public void apply() {
        database.jdbi().useHandle(handle -> {
            handle.execute(
                    "delete from prediction where id <= (select max(id) from prediction) - ?", limits.predictions());
            handle.execute("delete from telemetry where id <= (select max(id) from telemetry) - ?", limits.telemetry());
            handle.execute("delete from drift where id <= (select max(id) from drift) - ?", limits.drift());
        });
    }
}
