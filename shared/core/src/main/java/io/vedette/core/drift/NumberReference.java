package io.vedette.core.drift;

import io.vedette.core.stats.Histogram;
import io.vedette.core.stats.HistogramRecorder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How a number is distributed in the reference.
 *
 * @param histogram over bins that hold about as many of the reference's values each
 * @param mean of the values
 * @param deviation their standard deviation
 */
public record NumberReference(
        Signal signal, Histogram histogram, double mean, double deviation, List<Threshold> thresholds) {
    private static final int BINS = 20;

    public NumberReference {
        thresholds = List.copyOf(thresholds);
        if (!signal.isNumber()) {
            throw new IllegalArgumentException(signal + " is not one number a sample");
        }
        if (!(deviation > 0) || !Double.isFinite(mean) || !Double.isFinite(deviation)) {
            throw new IllegalArgumentException("mean and deviation of " + signal
                    + " are not finite, or the deviation not positive: " + mean + ", " + deviation);
        }
    }

    /**
     * The reference that {@code values} make, yet without thresholds.
     *
     * @param values at least two
     */
    public static NumberReference of(Signal signal, double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        // A number that never changes, such as the saturation of a grey camera, still needs a unit.
        double deviation = Math.max(Math.sqrt(squares / (values.length - 1)), signal.resolution());
        HistogramRecorder recorder = new HistogramRecorder(quantiles(values));
        DoubleStream.of(values).forEach(recorder::record);
        return new NumberReference(signal, recorder.snapshot(), mean, deviation, List.of());
    }

    private static double[] quantiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return DoubleStream.iterate(1, i -> i < BINS, i -> i + 1)
                .map(i -> sorted[(int) Math.min(sorted.length - 1, Math.round(i * sorted.length / BINS))])
                .distinct()
                .toArray();
    }

    /** The same with thresholds. */
    public NumberReference withThresholds(List<Threshold> newThresholds) {
        return new NumberReference(signal, histogram, mean, deviation, newThresholds);
    }

    /** The values counted into the reference's bins. */
    public Histogram count(double[] values) {
        HistogramRecorder recorder = new HistogramRecorder(
                histogram.bounds().stream().mapToDouble(Double::doubleValue).toArray());
        DoubleStream.of(values).forEach(recorder::record);
        return recorder.snapshot();
    }
}
