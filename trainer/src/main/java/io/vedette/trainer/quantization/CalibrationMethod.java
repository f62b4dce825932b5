package io.vedette.trainer.quantization;

/** How the range of a value follows from the numbers it took. */
public enum CalibrationMethod {
    /** From the lowest to the highest number. */
    MIN_MAX,
    /** From the lowest to the highest number of a picture, averaged over the pictures so that each moves the average by a hundredth. */
    MOVING_AVERAGE,
    /** The narrowest range about zero that leaves out at most one number in ten thousand at each end. */
    PERCENTILE,
    /** The range in which the integers' distribution tells most of that of the numbers. */
    ENTROPY,
    /** The range with the least mean squared error of the integers. */
    MEAN_SQUARED_ERROR;

    /** Numbers in ten thousand that {@link #PERCENTILE} leaves out at each end, as a fraction. */
    private static final double CUT = 1e-4;

    private static final double MOMENTUM = 0.01;

    RangeObserver observer() {
        return switch (this) {
            case MIN_MAX -> new ExtremesObserver();
            case MOVING_AVERAGE -> new MovingAverageObserver(MOMENTUM);
            case PERCENTILE -> new PercentileObserver(CUT);
            case ENTROPY -> new EntropyObserver();
            case MEAN_SQUARED_ERROR -> new SquaredErrorObserver();
        };
    }
}
