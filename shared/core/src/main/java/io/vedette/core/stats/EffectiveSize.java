package io.vedette.core.stats;

import java.util.stream.DoubleStream;

/**
 * How many independent samples a series of N is worth: N (1 − ρ) / (1 + ρ), with ρ the correlation of neighbours. At ρ = 0.98, 10,000 frames are
 * worth about 100.
 *
 * <p>ρ of N independent values scatters around 0 by 1/√N; only what exceeds that by chance in fewer than one series of twenty counts.
 *
 * <p>Bayley and Hammersley, "The effective number of independent observations in an autocorrelated time series", Supplement to the Journal of
 * the Royal Statistical Society 8(2), 1946.
 */
public final class EffectiveSize {
    /** Of the standard normal distribution, 95 %. */
    private static final double ONE_SIDED_95 = 1.6448536269514722;

    /** A step has at least so many values on either side. */
    private static final int MIN_SIDE = 5;

    private static final double NEGLIGIBLE = 1e-18;

    private EffectiveSize() {}

    /** What {@code n} values are worth, given the correlation of neighbours. */
    public static double of(int n, double correlation) {
        if (n == 0) {
            return 0;
        }
        double rho = correlation <= ONE_SIDED_95 / Math.sqrt(n) ? 0 : Math.min(correlation, 1);
        return Math.max(1, n * (1 - rho) / (1 + rho));
    }

    /** The correlation of neighbours in a series of numbers, −1 to 1; 0 where all are equal. */
    public static double correlation(double[] values) {
        // Values that are all equal may differ from their mean by its rounding, which looks like perfect correlation.
        if (DoubleStream.of(values).distinct().limit(2).count() < 2) {
            return 0;
        }
        double mean = DoubleStream.of(values).average().orElseThrow();
        double variance = 0;
        double covariance = 0;
        for (int i = 0; i < values.length; i++) {
            double deviation = values[i] - mean;
            variance += deviation * deviation;
            if (i > 0) {
                covariance += deviation * (values[i - 1] - mean);
            }
        }
        return covariance / variance;
    }

    /**
     * The correlation of neighbours around the best step: the one change of the mean that leaves the smallest squares is taken out first. An abrupt
     * change makes neighbours alike on either side of it though each value is independent of the last; a series that wanders stays correlated.
     */
    public static double correlationAroundStep(double[] values) {
        int n = values.length;
        if (n < 2 * MIN_SIDE) {
            return correlation(values);
        }
        int step = bestStep(values);
        double[] rest = values.clone();
        subtractMean(rest, 0, step);
        subtractMean(rest, step, n);
        double left = DoubleStream.of(rest).map(value -> value * value).sum();
        double whole = n * variance(values);
        // What is left of two constants is the rounding of their means.
        return left <= NEGLIGIBLE * whole ? 0 : correlation(rest);
    }

    /** The first index of the newer part where the two parts' squared deviations from their own means are smallest. */
    private static int bestStep(double[] values) {
        double total = DoubleStream.of(values).sum();
        double older = 0;
        double largest = -1;
        int best = MIN_SIDE;
        for (int i = 1; i <= values.length - MIN_SIDE; i++) {
            older += values[i - 1];
            if (i >= MIN_SIDE) {
                double difference = older / i - (total - older) / (values.length - i);
                double explained = difference * difference * i * (values.length - i);
                if (explained > largest) {
                    largest = explained;
                    best = i;
                }
            }
        }
        return best;
    }

    private static void subtractMean(double[] values, int from, int to) {
        double mean = DoubleStream.of(values)
                .skip(from)
                .limit((long) to - from)
                .average()
                .orElseThrow();
        for (int i = from; i < to; i++) {
            values[i] -= mean;
        }
    }

    private static double variance(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        return DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
    }

    /**
     * The correlation of neighbours in a series of kinds: by how much more often two neighbours are of one kind than any two are, 1 where they
     * always are, 0 where all are of one kind.
     *
     * @param kinds indices from 0 to {@code count} − 1
     */
    public static double correlation(int[] kinds, int count) {
        if (kinds.length < 2) {
            return 0;
        }
        double[] shares = new double[count];
        int alike = 0;
        for (int i = 0; i < kinds.length; i++) {
            shares[kinds[i]] += 1.0 / kinds.length;
            if (i > 0 && kinds[i] == kinds[i - 1]) {
                alike++;
            }
        }
        double byChance = 0;
        for (double share : shares) {
            byChance += share * share;
        }
        double observed = alike / (kinds.length - 1.0);
        return byChance < 1 ? (observed - byChance) / (1 - byChance) : 0;
    }
}
