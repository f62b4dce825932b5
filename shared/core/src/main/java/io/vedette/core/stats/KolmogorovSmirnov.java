package io.vedette.core.stats;

/**
 * The Kolmogorov-Smirnov test of whether two samples of a number have one source: D is the largest difference of their distribution functions.
 *
 * <p>The samples come as histograms of equal bounds, so D is taken at the bounds only. That D is never larger than the one of the values
 * themselves, and equal to it where every value is a bound; the p-value errs on the side of no change. It is the limit for large samples, with
 * the samples' effective sizes.
 *
 * <p>Smirnov, "Table for estimating the goodness of fit of empirical distributions", Annals of Mathematical Statistics 19(2), 1948.
 *
 * @param distance D, 0 to 1
 * @param pValue the probability of such a D, or a larger one, without a change
 */
public record KolmogorovSmirnov(double distance, double pValue) {
    private static final int MAX_TERMS = 100;
    private static final double NEGLIGIBLE = 1e-17;
    /** Below this λ the alternating series converges too slowly, and the probability is 1 to more than 15 digits. */
    private static final double CERTAIN = 0.18;

    /**
     * Tests two samples.
     *
     * @param referenceSize how many independent samples the reference is worth
     * @param currentSize likewise
     */
    public static KolmogorovSmirnov of(
            Histogram reference, double referenceSize, Histogram current, double currentSize) {
        double distance = distance(reference, current);
        double size = referenceSize * currentSize / (referenceSize + currentSize);
        return new KolmogorovSmirnov(distance, survival(Math.sqrt(size) * distance));
    }

    /** D of two histograms of equal bounds, neither of them empty. */
    public static double distance(Histogram reference, Histogram current) {
        double[] p = reference.cumulativeShares();
        double[] q = current.cumulativeShares();
        if (!reference.bounds().equals(current.bounds())) {
            throw new IllegalArgumentException("bounds differ: " + reference.bounds() + " and " + current.bounds());
        }
        double largest = 0;
        for (int i = 0; i < p.length; i++) {
            largest = Math.max(largest, Math.abs(p[i] - q[i]));
        }
        return largest;
    }

    /** Kolmogorov's distribution: the probability that √n D exceeds λ, 2 Σ (−1)^(k−1) exp(−2 k² λ²). */
    static double survival(double lambda) {
        if (lambda < CERTAIN) {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= MAX_TERMS; k++) {
            double term = Math.exp(-2.0 * k * k * lambda * lambda);
            sum += k % 2 == 1 ? term : -term;
            if (term < NEGLIGIBLE) {
                break;
            }
        }
        return Math.max(0, Math.min(1, 2 * sum));
    }
}
