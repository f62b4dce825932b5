package io.vedette.core.drift;

import io.vedette.core.stats.Hotelling;
import java.util.Collections;
import java.util.List;

/** Projects embeddings and tells how far one is from the reference; for one thread. */
public final class EmbeddingSpace {
    private final float[][] projection;
    private final Hotelling whole;
    private final Hotelling within;
    private final double[][] classMeans;
    private final double[] difference;

    public EmbeddingSpace(EmbeddingReference reference) {
        int dimensions = reference.mean().size();
        this.projection = new float[dimensions][reference.embeddingSize()];
        for (int row = 0; row < dimensions; row++) {
            for (int column = 0; column < projection[row].length; column++) {
                projection[row][column] =
                        reference.projection().get(row).get(column).floatValue();
            }
        }
        this.whole = new Hotelling(reference.mean(), reference.covariance());
        this.within = new Hotelling(Collections.nCopies(dimensions, 0.0), reference.withinCovariance());
        this.classMeans = reference.classMeans().stream()
                .filter(row -> !row.isEmpty())
                .map(EmbeddingSpace::array)
                .toArray(double[][]::new);
        this.difference = new double[dimensions];
    }

    private static double[] array(List<Double> row) {
        return row.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Numbers in a projected embedding. */
    public int dimensions() {
        return projection.length;
    }

    /**
     * Projects an embedding.
     *
     * @param target takes {@link #dimensions()} numbers
     */
    public void project(float[] embedding, double[] target) {
        if (embedding.length != projection[0].length) {
            throw new IllegalArgumentException(
                    "embedding has " + embedding.length + " numbers, not " + projection[0].length);
        }
        for (int row = 0; row < projection.length; row++) {
            double sum = 0;
            float[] weights = projection[row];
            for (int column = 0; column < weights.length; column++) {
                sum += weights[column] * embedding[column];
            }
            target[row] = sum;
        }
    }

    /**
     * The Mahalanobis distance of a projected embedding from the nearest class, by the covariance within classes: about the square root of the number
     * of dimensions for what belongs to a class.
     */
    public double novelty(double[] projected) {
        double nearest = Double.POSITIVE_INFINITY;
        for (double[] classMean : classMeans) {
            for (int i = 0; i < difference.length; i++) {
                difference[i] = projected[i] - classMean[i];
            }
            nearest = Math.min(nearest, within.squaredDistance(difference));
        }
        return Math.sqrt(nearest);
    }

    /** The test of a window's mean. */
    Hotelling whole() {
        return whole;
    }
}
