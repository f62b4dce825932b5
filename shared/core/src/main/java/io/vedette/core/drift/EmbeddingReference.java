package io.vedette.core.drift;

import java.util.List;

/**
 * Where the reference's embeddings lie, after a projection to at most {@value #MAX_DIMENSIONS} dimensions.
 *
 * @param projection one row a dimension, as long as an embedding
 * @param mean of the projected embeddings
 * @param covariance of the projected embeddings, one row a dimension
 * @param classMeans one row a label, in the projected space; empty for a label of which the reference has too few
 * @param withinCovariance of the projected embeddings around the mean of their class
 */
public record EmbeddingReference(
        List<List<Double>> projection,
        List<Double> mean,
        List<List<Double>> covariance,
        List<List<Double>> classMeans,
        List<List<Double>> withinCovariance,
        List<Threshold> thresholds) {

    /** To how many dimensions embeddings are projected. */
    public static final int MAX_DIMENSIONS = 32;

    public EmbeddingReference {
        projection = copy(projection);
        mean = List.copyOf(mean);
        covariance = copy(covariance);
        classMeans = copy(classMeans);
        withinCovariance = copy(withinCovariance);
        thresholds = List.copyOf(thresholds);
        int dimensions = mean.size();
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS || projection.size() != dimensions) {
            throw new IllegalArgumentException("a projection to " + projection.size() + " dimensions with a mean of "
                    + dimensions + "; allowed are 1 to " + MAX_DIMENSIONS);
        }
        requireWidth("projection", projection, projection.get(0).size());
        requireWidth("covariance", covariance, dimensions);
        requireWidth("covariance within classes", withinCovariance, dimensions);
        if (classMeans.stream().allMatch(List::isEmpty)
                || classMeans.stream().anyMatch(row -> !row.isEmpty() && row.size() != dimensions)) {
            throw new IllegalArgumentException("class means are not of " + dimensions + " dimensions, or all empty");
        }
    }

    /** Length of the embedding that is projected. */
    public int embeddingSize() {
        return projection.get(0).size();
    }

    /** The same with thresholds. */
    public EmbeddingReference withThresholds(List<Threshold> newThresholds) {
        return new EmbeddingReference(projection, mean, covariance, classMeans, withinCovariance, newThresholds);
    }

    private static List<List<Double>> copy(List<List<Double>> rows) {
        return rows.stream().map(List::copyOf).toList();
    }

    private static void requireWidth(String name, List<List<Double>> rows, int width) {
        if (width < 1 || rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("rows of the " + name + " are not all of " + width + " numbers");
        }
    }
}
