package io.vedette.trainer.drift;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The directions in which embeddings differ most: the eigenvectors of their covariance, those of the largest eigenvalues first.
 *
 * <p>Directions whose variance is below {@value #LEAST_SHARE} of the largest are left out, since in them the rounding of 8-bit networks and of other processors
 * would count for as much as what the pictures show.
 */
final class PrincipalComponents {
    private static final double LEAST_SHARE = 1e-4;
    /** More digits than a float has are noise that a bundle need not carry. */
    private static final MathContext DIGITS = new MathContext(7);

    private PrincipalComponents() {}

    /**
     * At most so many directions, each of length 1, its largest number positive.
     *
     * @param embeddings two or more of one length, not all equal
     */
    static List<List<Double>> of(float[][] embeddings, int most) {
        DMatrixRMaj covariance = covariance(embeddings);
        EigenDecomposition_F64<DMatrixRMaj> decomposition =
                DecompositionFactory_DDRM.eig(covariance.getNumRows(), true, true);
        if (!decomposition.decompose(covariance)) {
            throw new IllegalStateException("Every symmetric matrix has eigenvectors, but none were found");
        }
        List<Integer> byVariance = IntStream.range(0, decomposition.getNumberOfEigenvalues())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> variance(decomposition, i))
                        .reversed())
                .toList();
        double largest = variance(decomposition, byVariance.get(0));
        if (!(largest > 0)) {
            throw new IllegalArgumentException("embeddings do not differ");
        }
        return byVariance.stream()
                .limit(most)
                .filter(i -> variance(decomposition, i) >= LEAST_SHARE * largest)
                .map(i -> direction(decomposition.getEigenVector(i)))
                .toList();
    }

    private static double variance(EigenDecomposition_F64<DMatrixRMaj> decomposition, int index) {
        return decomposition.getEigenvalue(index).getReal();
    }

    private static DMatrixRMaj covariance(float[][] embeddings) {
        int length = embeddings[0].length;
        double[] mean = new double[length];
        for (float[] embedding : embeddings) {
            for (int i = 0; i < length; i++) {
                mean[i] += (double) embedding[i] / embeddings.length;
            }
        }
        DMatrixRMaj centred = new DMatrixRMaj(embeddings.length, length);
        for (int row = 0; row < embeddings.length; row++) {
            for (int i = 0; i < length; i++) {
                centred.set(row, i, embeddings[row][i] - mean[i]);
            }
        }
        DMatrixRMaj covariance = new DMatrixRMaj(length, length);
        CommonOps_DDRM.multInner(centred, covariance);
        CommonOps_DDRM.divide(covariance, embeddings.length - 1.0);
        return covariance;
    }

    private static List<Double> direction(DMatrixRMaj vector) {
        double largest = 0;
        for (int i = 0; i < vector.getNumElements(); i++) {
            largest = Math.abs(vector.get(i)) > Math.abs(largest) ? vector.get(i) : largest;
        }
        List<Double> direction = new ArrayList<>(vector.getNumElements());
        for (int i = 0; i < vector.getNumElements(); i++) {
            direction.add(new BigDecimal(vector.get(i) * Math.signum(largest))
                    .round(DIGITS)
                    .doubleValue());
        }
        return direction;
    }
}
