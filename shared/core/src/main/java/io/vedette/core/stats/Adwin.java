package io.vedette.core.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * ADWIN: a window over a series of numbers that grows while their mean is constant and drops its older part when it is not.
 *
 * <p>The window is kept as buckets of 1, 2, 4 … values, at most {@value #MAX_PER_SIZE} of a size, so that n values take O(log n) room. After each value
 * every border between two buckets is a candidate cut: with n₀ and n₁ values of means μ₀ and μ₁ on its sides, m = 1 / (1/n₀ + 1/n₁), σ² the variance of the
 * window and δ′ = δ / ln n, the older side goes when |μ₀ − μ₁| > √((2/m) σ² ln(2/δ′)) + (2 / (3 m)) ln(2/δ′). A mean that does not change is cut with
 * probability at most δ at each step; this bound is loose, and in practice far fewer are. Values should lie between 0 and 1.
 *
 * <p>Bifet and Gavaldà, "Learning from time-changing data with adaptive windowing", SIAM International Conference on Data Mining 2007 (ADWIN2, with
 * the variance bound of its section 3.1). Not safe for use by several threads.
 */
public final class Adwin {
    private static final int MAX_PER_SIZE = 5;
    private static final int MIN_SIDE = 5;

    private final double delta;
    /** Newest and smallest first. */
    private final List<Bucket> buckets = new ArrayList<>();

    /** {@code count} neighbours: their sum, and the sum of squared deviations from their own mean. */
    private record Bucket(long count, double sum, double squares) {
        Bucket plus(Bucket other) {
            double difference = sum / count - other.sum / other.count;
            double between = difference * difference * count * other.count / (count + other.count);
            return new Bucket(count + other.count, sum + other.sum, squares + other.squares + between);
        }
    }

    /** @param delta how often, at most, a constant mean may be called changed; between 0 and 1, 0.002 on a bench, 1e-5 in a fleet */
    public Adwin(double delta) {
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("delta is not between 0 and 1: " + delta);
        }
        this.delta = delta;
    }

    /** Takes a value; whether the mean has changed, and the older part was dropped. */
    public boolean accept(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value is not finite: " + value);
        }
        buckets.add(0, new Bucket(1, value, 0));
        compress();
        boolean isChanged = false;
        while (dropOlderPart()) {
            isChanged = true;
        }
        return isChanged;
    }

    /** Where there are too many buckets of a size, makes one of the two oldest. */
    private void compress() {
        int first = 0;
        while (first < buckets.size()) {
            long size = buckets.get(first).count();
            int end = first;
            while (end < buckets.size() && buckets.get(end).count() == size) {
                end++;
            }
            if (end - first <= MAX_PER_SIZE) {
                return;
            }
            buckets.set(end - 2, buckets.get(end - 2).plus(buckets.get(end - 1)));
            buckets.remove(end - 1);
            first = end - 2;
        }
    }

    private boolean dropOlderPart() {
        Bucket all = whole();
        double logarithm = Math.log(2 * Math.log(Math.max((double) all.count(), Math.E)) / delta);
        double variance = all.squares() / all.count();
        long newerCount = 0;
        double newerSum = 0;
        for (int i = 0; i < buckets.size() - 1; i++) {
            newerCount += buckets.get(i).count();
            newerSum += buckets.get(i).sum();
            long olderCount = all.count() - newerCount;
            if (newerCount >= MIN_SIDE && olderCount >= MIN_SIDE) {
                double m = 1 / (1.0 / newerCount + 1.0 / olderCount);
                double allowed = Math.sqrt(2 / m * variance * logarithm) + 2 / (3 * m) * logarithm;
                double difference = Math.abs(newerSum / newerCount - (all.sum() - newerSum) / olderCount);
                if (difference > allowed) {
                    buckets.remove(buckets.size() - 1);
                    return true;
                }
            }
        }
        return false;
    }

    private Bucket whole() {
        Bucket whole = buckets.get(0);
        for (int i = 1; i < buckets.size(); i++) {
            whole = whole.plus(buckets.get(i));
        }
        return whole;
    }

    /** Values in the window. */
    public long size() {
        return buckets.stream().mapToLong(Bucket::count).sum();
    }

    /** The mean of the window's values; NaN before the first. */
    public double mean() {
        return buckets.stream().mapToDouble(Bucket::sum).sum() / size();
    }
}
