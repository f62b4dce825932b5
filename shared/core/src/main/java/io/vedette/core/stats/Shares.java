package io.vedette.core.stats;

import java.util.List;

/** Counts of kinds as shares of their sum. */
public final class Shares {
    /** Added to each count by {@link #smoothed}, so that a kind never seen does not weigh infinitely (Jeffreys' prior). */
    private static final double PSEUDO_COUNT = 0.5;

    private Shares() {}

    /**
     * The shares, one a count.
     *
     * @throws IllegalArgumentException if there is nothing to share
     */
    public static double[] of(List<Long> counts) {
        return shares(counts, 0);
    }

    /** The shares with half a count added to each, so that none is 0. */
    public static double[] smoothed(List<Long> counts) {
        return shares(counts, PSEUDO_COUNT);
    }

    private static double[] shares(List<Long> counts, double added) {
        double total = 0;
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("count is negative: " + count);
            }
            total += count + added;
        }
        if (total == 0) {
            throw new IllegalArgumentException("counts are all 0, so they have no shares: " + counts);
        }
        double[] shares = new double[counts.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (counts.get(i) + added) / total;
        }
        return shares;
    }
}
