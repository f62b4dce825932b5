package io.vedette.core.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every message says of itself.
 *
 * @param schema version of the message's form, {@code major.minor}
 * @param device who it is about; the same as in the topic
 * @param boot the run of the agent (or console) that wrote it
 * @param time the writer's clock
 * @param monotonicMs milliseconds since the writer started; never jumps
 * @param clock whether the clock is to be believed
 * @param replayed whether it was, or may have been, sent before
 * @param release the model release at work, if one is
 * @param position its place in the device's outbox, if it went through it
 */
public record Header(
        String schema,
        DeviceId device,
        String boot,
        Instant time,
        long monotonicMs,
        ClockState clock,
        boolean replayed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Release release,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Position position) {

    /** The form written today. */
    public static final String SCHEMA = "1.0";

    public Header {
        if (boot.isEmpty() || boot.length() > 64) {
            throw new IllegalArgumentException("boot is not 1 to 64 characters: '" + boot + "'");
        }
    }

    /** The same with another place in the outbox. */
    public Header withPosition(Position newPosition) {
        return new Header(schema, device, boot, time, monotonicMs, clock, replayed, release, newPosition);
    }

    /** The same, speaking of another release. */
    public Header withRelease(Release newRelease) {
        return new Header(schema, device, boot, time, monotonicMs, clock, replayed, newRelease, position);
    }

    /** The same, marked as sent before. */
    public Header asReplayed() {
        return new Header(schema, device, boot, time, monotonicMs, clock, true, release, position);
    }
}
