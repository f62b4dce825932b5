package io.vedette.core.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.stats.Histogram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a device fares, since its last telemetry where not said otherwise.
 *
 * @param uptimeMs since the agent started
 * @param cpuShare of all processors that the agent used, 0 to 1
 * @param temperatureCelsius of the processor, where the board tells
 * @param rejectedMessages received and not understood, since start
 */
public record Telemetry(
        Header header,
        long uptimeMs,
        double cpuShare,
        Memory memory,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double temperatureCelsius,
        List<CameraRate> cameras,
        Outbox outbox,
        long rejectedMessages)
        implements Message {

    public Telemetry {
        cameras = List.copyOf(cameras);
    }

    /** Memory in bytes: of the process, of the Java heap in use. */
    public record Memory(long residentBytes, long heapBytes) {}

    /**
     * A camera's rates.
     *
     * @param frames classified, since start
     * @param dropped frames that gave way to newer ones, since start
     * @param framesPerSecond classified
     * @param latencyMs from decoded frame to decision
     */
    public record CameraRate(String camera, long frames, long dropped, double framesPerSecond, Histogram latencyMs) {}

    /**
     * What waits to be acknowledged.
     *
     * @param records that wait
     * @param oldestSequence the lowest sequence still kept, one above the newest if none is
     * @param discarded records given up because the bound was reached, since the outbox was made; those the console lacks below
     *     {@code oldestSequence} will never come
     */
    public record Outbox(long records, long sizeBytes, long oldestSequence, long discarded) {}
}
