package io.vedette.core.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Hotelling's test of whether the mean of a sample of vectors is the reference's: T² = n (x̄ − μ)ᵀ Σ⁻¹ (x̄ − μ), with a reference so large that its mean
 * and covariance are known, follows the chi-squared distribution of d degrees of freedom.
 *
 * <p>Hotelling, "The generalization of Student's ratio", Annals of Mathematical Statistics 2(3), 1931. The inverse is never formed: with the
 * Cholesky factor Σ = L Lᵀ, the quadratic form is |L⁻¹ (x̄ − μ)|².
 */
public final class Hotelling {
    private final double[] mean;
    private final double[][] factor;

    /**
     * A test against a reference.
     *
     * @param mean d numbers
     * @param covariance d rows of d numbers, symmetric and positive definite
     */
    public Hotelling(List<Double> mean, List<List<Double>> covariance) {
        this.mean = mean.stream().mapToDouble(Double::doubleValue).toArray();
        this.factor = cholesky(covariance, this.mean.length);
    }

    private static double[][] cholesky(List<List<Double>> covariance, int size) {
        if (covariance.size() != size || covariance.stream().anyMatch(row -> row.size() != size)) {
            throw new IllegalArgumentException("covariance is not " + size + " × " + size);
        }
        double[][] factor = new double[size][size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                double rest = covariance.get(row).get(column);
                for (int k = 0; k < column; k++) {
                    rest -= factor[row][k] * factor[column][k];
                }
                if (row != column) {
                    factor[row][column] = rest / factor[column][column];
                } else if (rest > 0) {
                    factor[row][row] = Math.sqrt(rest);
                } else {
                    throw new IllegalArgumentException("covariance is not positive definite in row " + row);
                }
            }
        }
        return factor;
    }

    /** Numbers in a vector. */
    public int dimensions() {
        return mean.length;
    }

    /** The squared Mahalanobis distance of a vector from the reference's mean; T² of a sample of one. */
    public double squaredDistance(double[] vector) {
        if (vector.length != mean.length) {
            throw new IllegalArgumentException("vector has " + vector.length + " numbers, not " + mean.length);
        }
        double[] solved = new double[mean.length];
        double sum = 0;
        for (int row = 0; row < mean.length; row++) {
            double rest = vector[row] - mean[row];
            for (int k = 0; k < row; k++) {
                rest -= factor[row][k] * solved[k];
            }
            solved[row] = rest / factor[row][row];
            sum += solved[row] * solved[row];
        }
        return sum;
    }

    /**
     * T² of a sample's mean.
     *
     * @param size how many independent samples the mean is of
     */
    public double statistic(double[] sampleMean, double size) {
        return size * squaredDistance(sampleMean);
    }

    /** The probability of such a T², or a larger one, without a change. */
    public double pValue(double statistic) {
        return ChiSquaredDistribution.of(mean.length).survivalProbability(statistic);
    }
}
