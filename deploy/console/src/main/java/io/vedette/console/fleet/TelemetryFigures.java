package io.vedette.console.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.contract.Telemetry;
import io.vedette.core.contract.Telemetry.CameraRate;
import io.vedette.core.stats.Histogram;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one telemetry message over all cameras of the device.
 *
 * @param latencyP50Ms median from decoded frame to decision, where there were frames
 * @param latencyP95Ms the same for 95 of 100 frames
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TelemetryFigures(
        double framesPerSecond,
        @Nullable Double latencyP50Ms,
        @Nullable Double latencyP95Ms,
        double cpuShare,
        long residentBytes,
        @Nullable Double temperatureCelsius,
        long outboxRecords,
        long outboxSizeBytes,
        long discarded,
        long rejectedMessages,
        long uptimeMs) {

    /** The figures of a message. */
    public static TelemetryFigures of(Telemetry telemetry) {
        Optional<Histogram> latency = mergedLatency(telemetry);
        return new TelemetryFigures(
                telemetry.cameras().stream()
                        .mapToDouble(CameraRate::framesPerSecond)
                        .sum(),
                latency.map(histogram -> histogram.quantile(0.5)).orElse(null),
                latency.map(histogram -> histogram.quantile(0.95)).orElse(null),
                telemetry.cpuShare(),
                telemetry.memory().residentBytes(),
                telemetry.temperatureCelsius(),
                telemetry.outbox().records(),
                telemetry.outbox().sizeBytes(),
                telemetry.outbox().discarded(),
                telemetry.rejectedMessages(),
                telemetry.uptimeMs());
    }

    /** Cameras of one agent have equal bounds; one whose bounds differ from the first's is left out, since the two do not add up. */
    private static Optional<Histogram> mergedLatency(Telemetry telemetry) {
        Histogram sum = null;
        for (CameraRate camera : telemetry.cameras()) {
            Histogram latency = camera.latencyMs();
            if (latency.total() == 0 || latency.bounds().isEmpty()) {
                continue;
            }
            if (sum == null) {
                sum = latency;
            } else if (sum.bounds().equals(latency.bounds())) {
                sum = sum.plus(latency);
            }
        }
        return Optional.ofNullable(sum);
    }
}
