package io.vedette.agent.messaging;

import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Release;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes the headers of one run of the agent. */
public final class Headers {
    private final DeviceId device;
    private final String boot;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Supplier<ClockState> clockState;
    private final long startNanos;
    private volatile @Nullable Release release;

    /**
     * @param boot the id of this run
     * @param nanoTime a clock that never jumps
     */
    public Headers(
            DeviceId device, String boot, InstantSource clock, LongSupplier nanoTime, Supplier<ClockState> clockState) {
        this.device = device;
        this.boot = boot;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.clockState = clockState;
        this.startNanos = nanoTime.getAsLong();
    }

    /** From now on messages speak of this release. */
    public void setRelease(Release newRelease) {
        this.release = newRelease;
    }

    public DeviceId device() {
        return device;
    }

    public String boot() {
        return boot;
    }

    /** Milliseconds since this run began. */
    public long uptimeMs() {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startNanos);
    }

    /** A header of this moment, without a place in the outbox. */
    public Header now() {
        return new Header(
                Header.SCHEMA, device, boot, clock.instant(), uptimeMs(), clockState.get(), false, release, null);
    }
}
