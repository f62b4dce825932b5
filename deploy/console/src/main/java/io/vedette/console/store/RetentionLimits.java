package io.vedette.console.store;

/** How many of the newest rows are kept, over all devices. */
public record RetentionLimits(long predictions, long telemetry, long drift) {
    public RetentionLimits {
        if (predictions < 1) {
            throw new IllegalArgumentException("predictions to keep are not 1 or more: " + predictions);
        }
        if (telemetry < 1) {
            throw new IllegalArgumentException("telemetry to keep is not 1 or more: " + telemetry);
        }
        if (drift < 1) {
            throw new IllegalArgumentException("drift reports to keep are not 1 or more: " + drift);
        }
    }
}
