package io.vedette.core.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The Benjamini-Hochberg procedure, which keeps the share of false ones among the differences that many tests find.
 *
 * <p>Benjamini and Hochberg, "Controlling the false discovery rate: a practical and powerful approach to multiple testing", Journal of the Royal
 * Statistical Society B 57(1), 1995. It holds for tests that are independent or depend on each other positively, as devices in one light do.
 */
public final class BenjaminiHochberg {
    private BenjaminiHochberg() {}

    /**
     * The p-values adjusted for their number, in the order given: each the lowest rate of false discoveries at which it counts as a discovery.
     *
     * @throws IllegalArgumentException if one is no probability
     */
    public static double[] adjusted(double... pValues) {
        for (double pValue : pValues) {
            if (!(pValue >= 0 && pValue <= 1)) {
                throw new IllegalArgumentException("p-value is not between 0 and 1: " + pValue);
            }
        }
        int[] largestFirst = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> pValues[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double lowest = 1;
        for (int i = 0; i < largestFirst.length; i++) {
            int rank = pValues.length - i;
            lowest = Math.min(lowest, pValues[largestFirst[i]] * pValues.length / rank);
            adjusted[largestFirst[i]] = lowest;
        }
        return adjusted;
    }
}
