package io.vedette.core.stats;

import java.util.List;

/**
 * Counts of values between fixed bounds: {@code counts[0]} of values up to {@code bounds[0]}, {@code counts[i]} of those above
 * {@code bounds[i − 1]} and up to {@code bounds[i]}, the last of those above every bound. Histograms of equal bounds add up exactly.
 */
public record Histogram(List<Double> bounds, List<Long> counts) {
    public Histogram {
        bounds = List.copyOf(bounds);
        counts = List.copyOf(counts);
        if (counts.size() != bounds.size() + 1) {
            throw new IllegalArgumentException("A histogram of " + bounds.size() + " bounds has " + (bounds.size() + 1)
                    + " counts, not " + counts.size());
        }
        for (int i = 1; i < bounds.size(); i++) {
            if (!(bounds.get(i) > bounds.get(i - 1))) {
                throw new IllegalArgumentException("bounds do not grow: " + bounds);
            }
        }
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("count is negative: " + count);
            }
        }
    }

    /** Number of values counted. */
    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The share of values up to each bound, one a bound.
     *
     * @throws IllegalStateException if nothing was counted
     */
    public double[] cumulativeShares() {
        double total = total();
        if (total == 0) {
            throw new IllegalStateException("an empty histogram has no shares");
        }
        double[] shares = new double[bounds.size()];
        long seen = 0;
        for (int i = 0; i < shares.length; i++) {
            seen += counts.get(i);
            shares[i] = seen / total;
        }
        return shares;
    }

    /** The histogram of both. */
    public Histogram plus(Histogram other) {
        if (!bounds.equals(other.bounds)) {
            throw new IllegalArgumentException("bounds differ: " + bounds + " and " + other.bounds);
        }
        Long[] sums = new Long[counts.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = counts.get(i) + other.counts.get(i);
        }
        return new Histogram(bounds, List.of(sums));
    }

    /**
     * The value at a fraction of all values, interpolated within its bin; NaN of an empty histogram. The first bin is taken to begin at 0 or
     * its bound, whichever is lower, and what lies above every bound counts as the highest bound.
     *
     * @param rank 0 to 1
     */
    public double quantile(double rank) {
        if (!(rank >= 0 && rank <= 1)) {
            throw new IllegalArgumentException("rank is not between 0 and 1: " + rank);
        }
        long total = total();
        if (total == 0 || bounds.isEmpty()) {
            return Double.NaN;
        }
        double wanted = rank * total;
        double seen = 0;
        for (int i = 0; i < bounds.size(); i++) {
            long count = counts.get(i);
            if (count > 0 && seen + count >= wanted) {
                double low = i == 0 ? Math.min(0, bounds.get(0)) : bounds.get(i - 1);
                return low + (bounds.get(i) - low) * Math.max(0, wanted - seen) / count;
            }
            seen += count;
        }
        return bounds.get(bounds.size() - 1);
    }
}
