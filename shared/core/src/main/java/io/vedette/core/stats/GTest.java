package io.vedette.core.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The likelihood-ratio test of whether two samples over the same kinds have one source: G = 2 Σ observed · ln(observed / expected) over both samples
 * and all kinds, which follows the chi-squared distribution of K − 1 degrees of freedom when they have. Each sample counts as its effective size,
 * so that neighbours that resemble each other do not feign evidence.
 *
 * <p>Sokal and Rohlf, "Biometry", 4th edition, chapter 17.
 *
 * @param statistic G
 * @param degreesOfFreedom kinds seen in either sample, less one
 * @param pValue the probability of such a G, or a larger one, without a change
 */
public record GTest(double statistic, int degreesOfFreedom, double pValue) {

    /**
     * Tests two samples.
     *
     * @param reference counts, one a kind
     * @param referenceSize how many independent samples they are worth; at most their sum
     * @param current counts of the same kinds
     * @param currentSize likewise
     */
    public static GTest of(List<Long> reference, double referenceSize, List<Long> current, double currentSize) {
        if (reference.size() != current.size()) {
            throw new IllegalArgumentException(
                    "counts of " + reference.size() + " and of " + current.size() + " kinds");
        }
        double[] p = Shares.of(reference);
        double[] q = Shares.of(current);
        double size = referenceSize + currentSize;
        double sum = 0;
        int seen = 0;
        for (int i = 0; i < p.length; i++) {
            double expected = (p[i] * referenceSize + q[i] * currentSize) / size;
            if (expected > 0) {
                seen++;
                sum += referenceSize * term(p[i], expected) + currentSize * term(q[i], expected);
            }
        }
        double statistic = Math.max(0, 2 * sum);
        int degreesOfFreedom = seen - 1;
        double pValue = degreesOfFreedom == 0
                ? 1
                : ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
        return new GTest(statistic, degreesOfFreedom, pValue);
    }

    private static double term(double share, double expected) {
        return share == 0 ? 0 : share * Math.log(share / expected);
    }
}
