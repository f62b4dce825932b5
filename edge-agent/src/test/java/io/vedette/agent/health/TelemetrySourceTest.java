package io.vedette.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.Telemetry;
import io.vedette.core.stats.HistogramRecorder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TelemetrySourceTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong cpuNanos = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final HistogramRecorder latency = new HistogramRecorder(1, 10);
    private final TelemetrySource source = new TelemetrySource(
            new DeviceReadings(Path.of("/nowhere")),
            new CpuMeter(cpuNanos::get, nanos::get, 4),
            nanos::get,
            () -> List.of(new TelemetrySource.CameraTotals("belt", frames.get(), 7, latency.snapshot())),
            () -> new Telemetry.Outbox(1, 2, 3, 4),
            () -> 5);

    @Test
    void read_secondTime_tellsWhatHappenedSince() {
        frames.set(100);
        latency.record(5);
        pass(10);
        source.read();

        frames.set(160);
        latency.record(5);
        latency.record(50);
        cpuNanos.addAndGet(TimeUnit.SECONDS.toNanos(4));
        pass(2);
        TelemetrySource.Readings readings = source.read();

        Telemetry.CameraRate rate = readings.cameras().get(0);
        assertThat(rate.frames()).isEqualTo(160);
        assertThat(rate.dropped()).isEqualTo(7);
        assertThat(rate.framesPerSecond()).isEqualTo(30);
        assertThat(rate.latencyMs().counts()).containsExactly(0L, 1L, 1L);
        assertThat(readings.cpuShare()).isEqualTo(0.5);
        assertThat(readings.temperatureCelsius()).isEmpty();
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
