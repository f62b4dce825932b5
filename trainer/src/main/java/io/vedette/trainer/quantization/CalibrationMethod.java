package io.vedette.trainer.quantization;

/** How the range of a value follows from the numbers it took. */
public enum CalibrationMethod {
    /** From the lowest to the highest number. */
    MIN_MAX,
    /** The narrowest range about zero that leaves out at most one number in ten thousand at each end. */
    PERCENTILE;

    /** Numbers in ten thousand that {@link #PERCENTILE} leaves out at each end, as a fraction. */
    private static final double CUT = 1e-4;

    RangeObserver observer() {
        return switch (this) {
            case MIN_MAX -> new ExtremesObserver();
            case PERCENTILE -> new PercentileObserver(CUT);
        };
    }
}
