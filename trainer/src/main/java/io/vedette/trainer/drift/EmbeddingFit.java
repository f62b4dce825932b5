package io.vedette.trainer.drift;

import io.vedette.core.drift.EmbeddingReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits the space in which embeddings are compared: the principal components, where all samples lie in them, where each class does, and how far its members
 * are from its middle.
 *
 * <p>The covariance within classes, pooled over them, is shrunk towards its own diagonal as though as many more samples as there are dimensions had shown the
 * dimensions independent: (ν S + d diag S) / (ν + d), with ν the degrees of freedom and d the dimensions. So it can be inverted however few samples there are,
 * and is hardly changed by it where they are many. A variance that vanishes is held at {@value #LEAST_WITHIN} of the dimension's whole variance.
 */
final class EmbeddingFit {
    /** The mean of fewer would say more about them than about their class. */
    private static final int LEAST_OF_CLASS = 10;

    private static final double LEAST_WITHIN = 1e-4;

    private final int classes;
    private final boolean[] hasMean;

    /** @param samples from which the classes are taken that have a mean of their own */
    EmbeddingFit(List<Sample> samples, int classes) {
        this.classes = classes;
        this.hasMean = new boolean[classes];
        int[] counts = counts(samples);
        for (int label = 0; label < classes; label++) {
            hasMean[label] = counts[label] >= LEAST_OF_CLASS;
        }
        if (Arrays.equals(hasMean, new boolean[classes])) {
            throw new TooFewSamplesException(
                    "samples of one class", Arrays.stream(counts).max().orElse(0), LEAST_OF_CLASS);
        }
    }

    private int[] counts(List<Sample> samples) {
        int[] counts = new int[classes];
        samples.forEach(sample -> counts[sample.label()]++);
        return counts;
    }

    /** The space that these samples make, yet without thresholds. */
    EmbeddingReference fit(List<Sample> samples) {
        float[][] embeddings = samples.stream().map(Sample::embeddingValues).toArray(float[][]::new);
        List<List<Double>> projection = PrincipalComponents.of(embeddings, EmbeddingReference.MAX_DIMENSIONS);
        double[][] projected = Arrays.stream(embeddings)
                .map(embedding -> project(projection, embedding))
                .toArray(double[][]::new);
        int[] labels = samples.stream().mapToInt(Sample::label).toArray();
        int dimensions = projection.size();
        double[] mean = mean(projected, dimensions);
        double[][] whole = new Scatter(dimensions).addAll(projected, mean).covariance(projected.length - 1);
        double[][] classMeans = classMeans(projected, labels, dimensions);
        return new EmbeddingReference(
                projection,
                list(mean),
                rows(whole),
                rows(classMeans),
                rows(within(projected, labels, classMeans, whole)),
                List.of());
    }

    private static double[] project(List<List<Double>> projection, float[] embedding) {
        double[] projected = new double[projection.size()];
        for (int row = 0; row < projected.length; row++) {
            for (int i = 0; i < embedding.length; i++) {
                projected[row] += projection.get(row).get(i) * embedding[i];
            }
        }
        return projected;
    }

    private static double[] mean(double[][] rows, int dimensions) {
        double[] mean = new double[dimensions];
        for (double[] row : rows) {
            for (int i = 0; i < dimensions; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }

    private double[][] classMeans(double[][] projected, int[] labels, int dimensions) {
        double[][] means = new double[classes][];
        for (int label = 0; label < classes; label++) {
            List<double[]> members = new ArrayList<>();
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == label && hasMean[label]) {
                    members.add(projected[i]);
                }
            }
            means[label] = members.isEmpty() ? new double[0] : mean(members.toArray(double[][]::new), dimensions);
        }
        return means;
    }

    private static double[][] within(double[][] projected, int[] labels, double[][] classMeans, double[][] whole) {
        int dimensions = whole.length;
        Scatter scatter = new Scatter(dimensions);
        int members = 0;
        for (int i = 0; i < projected.length; i++) {
            if (classMeans[labels[i]].length > 0) {
                scatter.add(projected[i], classMeans[labels[i]]);
                members++;
            }
        }
        long kinds = Arrays.stream(classMeans).filter(row -> row.length > 0).count();
        double freedom = Math.max(1, members - kinds);
        double[][] within = scatter.covariance(freedom);
        double kept = freedom / (freedom + dimensions);
        for (int row = 0; row < dimensions; row++) {
            for (int column = 0; column < dimensions; column++) {
                within[row][column] = row == column
                        ? Math.max(within[row][row], LEAST_WITHIN * whole[row][row])
                        : kept * within[row][column];
            }
        }
        return within;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<List<Double>> rows(double[][] values) {
        return Arrays.stream(values).map(EmbeddingFit::list).toList();
    }

    /** Sums of products of deviations. */
    private static final class Scatter {
        private final double[][] sums;

        Scatter(int dimensions) {
            this.sums = new double[dimensions][dimensions];
        }

        Scatter addAll(double[][] rows, double[] mean) {
            for (double[] row : rows) {
                add(row, mean);
            }
            return this;
        }

        void add(double[] row, double[] mean) {
            for (int i = 0; i < sums.length; i++) {
                for (int j = 0; j < sums.length; j++) {
                    sums[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]);
                }
            }
        }

        double[][] covariance(double freedom) {
            double[][] covariance = new double[sums.length][sums.length];
            for (int i = 0; i < sums.length; i++) {
                for (int j = 0; j < sums.length; j++) {
                    covariance[i][j] = sums[i][j] / freedom;
                }
            }
            return covariance;
        }
    }
}
