package io.vedette.trainer.quantization;

/**
 * How much of a distribution is lost when it is clipped to some of its bins and those are merged into levels.
 *
 * <p>The loss is the Kullback-Leibler divergence Σ p·ln(p / q) of Migacz, "8-bit inference with TensorRT" (GPU Technology Conference 2017):
 * p are the bins kept, with what lies beyond added to the first and the last; q are the same bins without that, each level's sum spread
 * evenly over those of its bins in which p is not zero; both are made to sum to one. In terms of counts, with P(level) the sum of p and
 * q(level) the common count of its bins, that is (Σ p·ln p − Σ P(level)·ln q(level)) / Σ p − ln Σ p + ln Σ q. Sums over all bins up to each
 * are computed once, so that trying a clipping costs a step per level and not one per bin.
 */
final class ClippingDivergence {
    private final long[] counts;
    private final int levels;
    /** Of all bins before this one: numbers, bins that hold any, and count·ln(count). */
    private final long[] numbers;

    private final int[] occupied;
    private final double[] logarithms;

    /**
     * @param counts of numbers per bin, not altered from now on
     * @param levels that integers tell apart
     */
    ClippingDivergence(long[] counts, int levels) {
        this.counts = counts;
        this.levels = levels;
        numbers = new long[counts.length + 1];
        occupied = new int[counts.length + 1];
        logarithms = new double[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            numbers[i + 1] = numbers[i] + counts[i];
            occupied[i + 1] = occupied[i] + (counts[i] > 0 ? 1 : 0);
            logarithms[i + 1] = logarithms[i] + timesLogarithm(counts[i]);
        }
    }

    /** The divergence when the bins from {@code low} to before {@code high} are kept; infinite if a level has nothing but clipped numbers. */
    double of(int low, int high) {
        long total = numbers[counts.length];
        long kept = numbers[high] - numbers[low];
        long below = numbers[low];
        long above = total - numbers[high];
        if (kept == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = logarithms[high] - logarithms[low];
        sum += timesLogarithm(counts[low] + below) - timesLogarithm(counts[low]);
        sum += timesLogarithm(counts[high - 1] + above) - timesLogarithm(counts[high - 1]);
        for (int level = 0; level < levels; level++) {
            int from = border(low, high, level);
            int to = border(low, high, level + 1);
            if (from == to) {
                continue;
            }
            long merged = numbers[to] - numbers[from];
            int bins = occupied[to] - occupied[from];
            long clipped = 0;
            if (from == low) {
                clipped += below;
                bins += counts[low] == 0 && below > 0 ? 1 : 0;
            }
            if (to == high) {
                clipped += above;
                bins += counts[high - 1] == 0 && above > 0 ? 1 : 0;
            }
            if (merged == 0 && clipped > 0) {
                return Double.POSITIVE_INFINITY;
            }
            if (merged > 0) {
                sum -= (merged + clipped) * Math.log((double) merged / bins);
            }
        }
        return sum / total - Math.log((double) total) + Math.log((double) kept);
    }

    /** The share of the numbers outside the bins from {@code low} to before {@code high}. */
    double clipped(int low, int high) {
        return 1 - (double) (numbers[high] - numbers[low]) / numbers[counts.length];
    }

    private int border(int low, int high, int level) {
        return low + (int) ((long) (high - low) * level / levels);
    }

    private static double timesLogarithm(long count) {
        return count == 0 ? 0 : count * Math.log((double) count);
    }
}
