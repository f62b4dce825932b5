package io.vedette.console.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.contract.Telemetry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest telemetry of a device.
 *
 * @param receivedAt by the console's clock
 * @param intervalMs between the newest two, where two of one run were seen
 */
public record LatestTelemetry(
        Telemetry telemetry, Instant receivedAt, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long intervalMs) {

    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(15);
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(30);
    private static final int MISSED_INTERVALS = 3;

    /** The newest after another arrived, which may be an older one that was sent again. */
    LatestTelemetry after(Telemetry next, Instant now) {
        if (Recency.isOlder(next.header().position(), telemetry.header().position())) {
            return this;
        }
        return new LatestTelemetry(next, now, intervalBefore(next));
    }

    /** How long the device may be silent before it is said to be. */
    Duration patience() {
        Duration interval = intervalMs == null ? USUAL_INTERVAL : Duration.ofMillis(intervalMs);
        Duration patience = interval.multipliedBy(MISSED_INTERVALS);
        if (patience.compareTo(SHORTEST_PATIENCE) < 0) {
            return SHORTEST_PATIENCE;
        }
        return patience.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : patience;
    }

    private @Nullable Long intervalBefore(Telemetry next) {
        long elapsedMs = next.header().monotonicMs() - telemetry.header().monotonicMs();
        boolean isSameRun = next.header().boot().equals(telemetry.header().boot());
        boolean isPlausible = elapsedMs > 0 && elapsedMs < LONGEST_PATIENCE.toMillis();
        return isSameRun && isPlausible ? Long.valueOf(elapsedMs) : intervalMs;
    }
}
