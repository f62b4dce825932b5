package io.vedette.core.stats;

/**
 * How far apart two distributions over the same kinds are. The arguments are shares that sum to 1.
 *
 * <p>Without any change the squared Jensen-Shannon distance of a sample of N from its source is (K − 1) / (8 N) on average, and the population
 * stability index about (K − 1) / N: both mean nothing below some hundreds of samples.
 */
public final class Divergence {
    private Divergence() {}

    /**
     * The Jensen-Shannon distance, natural logarithm: √((KL(p‖m) + KL(q‖m)) / 2) with m the mean of both; 0 for equal shares, √ln 2 for shares
     * without a kind in common.
     *
     * <p>Endres and Schindelin, "A new metric for probability distributions", IEEE Transactions on Information Theory 49(7), 2003.
     */
    public static double jensenShannonDistance(double[] p, double[] q) {
        requireSameKinds(p, q);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double mean = (p[i] + q[i]) / 2;
            sum += term(p[i], mean) + term(q[i], mean);
        }
        return Math.sqrt(Math.max(0, sum / 2));
    }

    private static double term(double share, double mean) {
        return share == 0 ? 0 : share * Math.log(share / mean);
    }

    /**
     * The population stability index Σ (current − reference) ln(current / reference). By convention up to 0.1 is stable and above 0.25 is changed.
     *
     * @param reference positive shares, as {@link Shares#smoothed} gives them
     * @param current likewise
     */
    public static double populationStabilityIndex(double[] reference, double[] current) {
        requireSameKinds(reference, current);
        double sum = 0;
        for (int i = 0; i < reference.length; i++) {
            if (!(reference[i] > 0) || !(current[i] > 0)) {
                throw new IllegalArgumentException("a share is not positive: " + reference[i] + ", " + current[i]);
            }
            sum += (current[i] - reference[i]) * Math.log(current[i] / reference[i]);
        }
        return sum;
    }

    private static void requireSameKinds(double[] p, double[] q) {
        if (p.length != q.length || p.length == 0) {
            throw new IllegalArgumentException("shares of " + p.length + " and of " + q.length + " kinds");
        }
    }
}
