package io.vedette.agent.health;

import io.vedette.core.contract.ClockState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Asks the operating system whether the clock follows a time server; asks again after half a minute. */
public final class ClockStateReader implements Supplier<ClockState> {
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Path root;
    private final LongSupplier nanoTime;
    private volatile ClockState state = ClockState.UNKNOWN;
    private volatile long readAt;
    private volatile boolean isRead;

    /**
     * A reader of a machine's clock state.
     *
     * @param root {@code /}, or a folder that stands for it
     */
    public ClockStateReader(Path root, LongSupplier nanoTime) {
        this.root = root;
        this.nanoTime = nanoTime;
    }

    @Override
    public ClockState get() {
        long now = nanoTime.getAsLong();
        if (!isRead || now - readAt >= KEPT_NANOS) {
            state = read();
            readAt = now;
            isRead = true;
        }
        return state;
    }

    /** systemd-timesyncd, and chrony and ntpd where systemd waits for them, leave a mark when the clock was set. */
    private ClockState read() {
        Path folder = root.resolve("run/systemd/timesync");
        if (Files.exists(folder.resolve("synchronized"))) {
            return ClockState.SYNCHRONIZED;
        }
        return Files.isDirectory(folder) ? ClockState.UNSYNCHRONIZED : ClockState.UNKNOWN;
    }
}
