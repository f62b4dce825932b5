package io.vedette.agent.health;

import io.vedette.core.contract.Header;
import io.vedette.core.contract.Telemetry;
import io.vedette.core.contract.Telemetry.CameraRate;
import io.vedette.core.stats.Histogram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes telemetry: what happened since the one before. */
public final class TelemetrySource {
    private final DeviceReadings readings;
    private final CpuMeter cpu;
    private final LongSupplier nanoTime;
    private final Supplier<List<CameraTotals>> cameras;
    private final Supplier<Telemetry.Outbox> outbox;
    private final LongSupplier rejected;
    private final Map<String, CameraTotals> before = new HashMap<>();
    private long beforeNanos;

    /**
     * What became of a camera's frames since start.
     *
     * @param latencyMs of all frames since start
     */
    public record CameraTotals(String camera, long frames, long dropped, Histogram latencyMs) {}

    /**
     * A source of telemetry.
     *
     * @param rejected messages received and not understood
     */
    public TelemetrySource(
            DeviceReadings readings,
            CpuMeter cpu,
            LongSupplier nanoTime,
            Supplier<List<CameraTotals>> cameras,
            Supplier<Telemetry.Outbox> outbox,
            LongSupplier rejected) {
        this.readings = readings;
        this.cpu = cpu;
        this.nanoTime = nanoTime;
        this.cameras = cameras;
        this.outbox = outbox;
        this.rejected = rejected;
        this.beforeNanos = nanoTime.getAsLong();
    }

    /** Takes the readings of this moment. */
    public synchronized Readings read() {
        long now = nanoTime.getAsLong();
        double seconds = (double) (now - beforeNanos) / TimeUnit.SECONDS.toNanos(1);
        beforeNanos = now;
        List<CameraRate> rates = new ArrayList<>();
        for (CameraTotals totals : cameras.get()) {
            rates.add(rate(totals, before.put(totals.camera(), totals), seconds));
        }
        OptionalDouble temperature = readings.temperatureCelsius();
        return new Readings(
                cpu.share(),
                new Telemetry.Memory(readings.residentBytes().orElse(0), DeviceReadings.heapBytes()),
                temperature,
                rates,
                outbox.get(),
                rejected.getAsLong());
    }

    private static CameraRate rate(CameraTotals totals, @Nullable CameraTotals earlier, double seconds) {
        long frames = totals.frames() - (earlier == null ? 0 : earlier.frames());
        Histogram latency = earlier == null ? totals.latencyMs() : difference(totals.latencyMs(), earlier.latencyMs());
        return new CameraRate(
                totals.camera(), totals.frames(), totals.dropped(), seconds > 0 ? frames / seconds : 0, latency);
    }

    private static Histogram difference(Histogram now, Histogram earlier) {
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < now.counts().size(); i++) {
            counts.add(now.counts().get(i) - earlier.counts().get(i));
        }
        return new Histogram(now.bounds(), counts);
    }

    /** Readings that wait for a header. */
    public record Readings(
            double cpuShare,
            Telemetry.Memory memory,
            OptionalDouble temperatureCelsius,
            List<CameraRate> cameras,
            Telemetry.Outbox outbox,
            long rejectedMessages) {

        /** The message of it. */
        public Telemetry toTelemetry(Header header) {
            Double celsius = temperatureCelsius.isPresent() ? temperatureCelsius.getAsDouble() : null;
            return new Telemetry(
                    header, header.monotonicMs(), cpuShare, memory, celsius, cameras, outbox, rejectedMessages);
        }
    }
}
