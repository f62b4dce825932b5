package io.vedette.agent.wiring;

import io.vedette.agent.health.CpuMeter;
import io.vedette.agent.health.DeviceReadings;
import io.vedette.agent.health.DistinctErrors;
import io.vedette.agent.health.Meters;
import io.vedette.agent.messaging.Headers;
import io.vedette.core.contract.CameraHealth;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The agent's counters and gauges. */
final class AgentMeters {
    private AgentMeters() {}

    static Meters of(Cameras cameras, ModelAtWork model, Optional<Fleet> fleet) {
        Meters meters = new Meters();
        cameras.lines().forEach(line -> addCamera(meters, line));
        meters.gauge("vedette_model_release", "Number of the release at work", () ->
                (double) model.release().number());
        meters.gauge(
                "vedette_broker_connected",
                "1 while the broker is connected",
                () -> fleet.isPresent() && fleet.get().isConnected() ? 1 : 0);
        fleet.ifPresent(present -> present.addMeters(meters));
        return meters;
    }

    static void addDevice(Meters meters, DeviceReadings readings, Headers headers, DistinctErrors errors) {
        meters.gauge("vedette_memory_resident_bytes", "Memory that the process holds", () -> readings.residentBytes()
                .orElse(0));
        meters.gauge("vedette_memory_heap_bytes", "Memory of the Java heap in use", DeviceReadings::heapBytes);
        meters.gauge(
                "vedette_cpu_seconds",
                "Processor time used since start",
                () -> CpuMeter.processCpuNanos() / (double) TimeUnit.SECONDS.toNanos(1));
        meters.gauge(
                "vedette_temperature_celsius",
                "Temperature of the processor, NaN where the board does not tell",
                () -> readings.temperatureCelsius().orElse(Double.NaN));
        meters.gauge("vedette_uptime_seconds", "Time since start", () -> headers.uptimeMs() / 1000.0);
        meters.counter("vedette_errors", "Errors survived since start", () -> errors.entries().stream()
                .mapToLong(DistinctErrors.Entry::count)
                .sum());
    }

    private static void addCamera(Meters meters, CameraLine line) {
        meters.counter(
                "vedette_frames_captured",
                "Frames that the camera gave",
                () -> line.pipeline().counts().captured(),
                "camera",
                line.name());
        meters.counter(
                "vedette_frames_classified",
                "Frames that were classified",
                () -> line.pipeline().counts().classified(),
                "camera",
                line.name());
        meters.counter(
                "vedette_frames_dropped",
                "Frames that gave way to newer ones",
                () -> line.pipeline().counts().dropped(),
                "camera",
                line.name());
        meters.counter(
                "vedette_frames_failed",
                "Frames that could not be scaled or classified",
                () -> line.pipeline().counts().failed(),
                "camera",
                line.name());
        meters.gauge(
                "vedette_camera_ok",
                "1 while frames come and show what they should",
                () -> line.camera().status().state() == CameraHealth.State.OK ? 1 : 0,
                "camera",
                line.name());
        meters.histogram(
                "vedette_frame_latency_ms",
                "Milliseconds from decoded frame to decision",
                line.name(),
                () -> line.pipeline().counts().latencyMs());
    }
}
