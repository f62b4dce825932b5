package io.vedette.agent.drift;

import java.time.Duration;

/**
 * How long a camera is commissioned: until it has so many samples, or for so long if at least {@value #MIN_SAMPLES} have come by then.
 *
 * @param time in the source's time, while the device is on
 */
public record CommissioningOptions(int samples, Duration time) {
    /** Fewer make no reference. */
    public static final int MIN_SAMPLES = 100;

    private static final int MAX_SAMPLES = 5000;

    public CommissioningOptions {
        if (samples < MIN_SAMPLES || samples > MAX_SAMPLES) {
            throw new IllegalArgumentException("samples to commission a camera with are not " + MIN_SAMPLES + " to "
                    + MAX_SAMPLES + ": " + samples);
        }
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time to commission a camera in is not positive: " + time);
        }
    }
}
