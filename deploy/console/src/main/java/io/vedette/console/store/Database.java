package io.vedette.console.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The database in the data directory, brought to today's form when it is opened.
 *
 * <p>H2 writes what was committed up to half a second later. A transaction which something is promised for therefore ends with
 * {@link #makeDurable}, which writes and syncs the file. An interrupt of a thread that reads or writes closes the file under all others; the
 * {@code retry:} in the address has it opened again. Closing does not compact: what moves chunks last can lose them, and the file is compacted
 * while it is in use.
 */
public final class Database implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 8;

    private final Path directory;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    /** The last connection to be closed, with which H2 closes the file: the pool would close its own on a thread that it interrupts. */
    private final Connection anchor;

    private Database(Path directory, HikariDataSource pool, Connection anchor) {
        this.directory = directory;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.anchor = anchor;
    }

    /**
     * Opens the database in a directory, made if there is none.
     *
     * @throws StoreException if it cannot be opened, such as when another console has it open
     */
    public static Database open(Path directory) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl("jdbc:h2:retry:" + directory.toAbsolutePath().resolve("vedette")
                + ";DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=0");
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(1);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StoreException(directory, e);
        }
        try {
            Flyway.configure().dataSource(pool).load().migrate();
            return new Database(directory, pool, DriverManager.getConnection(config.getJdbcUrl()));
        } catch (RuntimeException | SQLException e) {
            pool.close();
            throw new StoreException(directory, e);
        }
    }

    /**
     * The id of the console whose database this is.
     *
     * @param candidate becomes the id if there is none yet
     */
    public String id(String candidate) {
        return jdbi.inTransaction(handle -> {
            Optional<String> known = handle.createQuery("select id from console")
                    .mapTo(String.class)
                    .findOne();
            if (known.isEmpty()) {
                handle.execute("insert into console (id, last_batch) values (?, '')", candidate);
            }
            return known.orElse(candidate);
        });
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** Makes everything committed so far survive a power cut. */
    void makeDurable(Handle handle) {
        handle.execute("checkpoint sync");
    }

    @Override
    public void close() {
        pool.close();
        try {
            anchor.close();
        } catch (SQLException e) {
            throw new StoreException(directory, e);
        }
    }
}
