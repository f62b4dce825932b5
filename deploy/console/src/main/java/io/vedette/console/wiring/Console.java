package io.vedette.console.wiring;

import io.vedette.console.artifact.ArtifactFolder;
import io.vedette.console.artifact.BundleInspection;
import io.vedette.console.artifact.Releases;
import io.vedette.console.broker.BrokerAddress;
import io.vedette.console.broker.EmbeddedBroker;
import io.vedette.console.fleet.Fleet;
import io.vedette.console.store.Database;
import io.vedette.console.store.Retention;
import io.vedette.console.store.SqlDesiredReleaseStore;
import io.vedette.console.store.SqlDeviceStore;
import io.vedette.console.store.SqlHistory;
import io.vedette.console.store.SqlReleaseStore;
import io.vedette.console.store.SqlTelemetryStore;
import io.vedette.console.web.LiveStream;
import io.vedette.console.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running console, put together of its parts. */
public final class Console implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Console.class);
    private static final long DUE_INTERVAL_MS = 200;
    private static final long SUMMARY_INTERVAL_MS = 1_000;
    private static final long HEARTBEAT_INTERVAL_MS = 10_000;
    private static final long RETENTION_INTERVAL_MS = 60_000;

    private static final long END_PATIENCE_MS = 5_000;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Clock clock = Clock.systemUTC();
    private final Settings settings;
    private final URI uri;
    private final BrokerAddress brokerAddress;

    private Console(Settings settings) {
        this.settings = settings;
        try {
            Database database = opened(Database.open(settings.dataDirectory()));
            Fleet fleet = new Fleet(new SqlDeviceStore(database).loadAll(), settings.maxDevices(), clock);
            LiveStream live = new LiveStream(fleet, clock);
            this.brokerAddress = broker();
            Releases releases = releases(database);
            FleetLink link = opened(new FleetLink(
                    brokerAddress,
                    settings.credentials(),
                    database.id(UUID.randomUUID().toString()),
                    new SqlTelemetryStore(database),
                    fleet,
                    live,
                    releases,
                    new SqlDesiredReleaseStore(database),
                    settings.chunks()));
            ScheduledExecutorService ticks = Executors.newScheduledThreadPool(2, task -> new Thread(task, "ticks"));
            parts.push(() -> end(ticks));
            repeat(ticks, HEARTBEAT_INTERVAL_MS, live::sendHeartbeat);
            repeat(ticks, SUMMARY_INTERVAL_MS, () -> live.onDevicesChanged(fleet.takeChanged()));
            repeat(ticks, DUE_INTERVAL_MS, link::sendDue);
            repeat(ticks, RETENTION_INTERVAL_MS, new Retention(database, settings.retention())::apply);
            link.start();
            WebServer web = opened(WebServer.start(
                    settings.web(), fleet, new SqlHistory(database), releases, link.deployments(), live, link, clock));
            this.uri = web.uri();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts a console, and returns when its pages are served. */
    public static Console start(Settings settings) {
        try {
            Files.createDirectories(settings.dataDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + settings.dataDirectory() + " cannot be made", e);
        }
        return new Console(settings);
    }

    /** The address of the first page. */
    public URI uri() {
        return uri;
    }

    /** The address of the broker. */
    public BrokerAddress brokerAddress() {
        return brokerAddress;
    }

    /** Ends the parts in the reverse order of their start. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOGGER.warn("A part of the console did not end as it should", e);
            }
        }
    }

    private Releases releases(Database database) {
        try {
            return new Releases(
                    new SqlReleaseStore(database),
                    ArtifactFolder.open(settings.dataDirectory().resolve("artifacts")),
                    new BundleInspection(settings.trusted()),
                    settings.uploads(),
                    clock);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of artifacts cannot be made in " + settings.dataDirectory(), e);
        }
    }

    private BrokerAddress broker() {
        BrokerAddress external = settings.externalBroker();
        if (external != null) {
            return external;
        }
        return opened(EmbeddedBroker.start(
                        settings.dataDirectory().resolve("broker"),
                        settings.embeddedBroker().getHostString(),
                        settings.embeddedBroker().getPort()))
                .address();
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private static void end(ScheduledExecutorService ticks) throws InterruptedException {
        ticks.shutdown();
        if (!ticks.awaitTermination(END_PATIENCE_MS, TimeUnit.MILLISECONDS)) {
            LOGGER.warn("A recurrent task did not end within {} ms", END_PATIENCE_MS);
        }
    }

    private static void repeat(ScheduledExecutorService ticks, long intervalMs, Runnable task) {
        // The task fails in no way that the future could tell of.
        ScheduledFuture<?> unused = ticks.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOGGER.warn("A recurrent task failed and will be tried again", e);
                    }
                },
                intervalMs,
                intervalMs,
                TimeUnit.MILLISECONDS);
    }
}
