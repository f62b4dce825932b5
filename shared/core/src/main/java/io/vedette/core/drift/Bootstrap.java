package io.vedette.core.drift;

import io.vedette.core.stats.KolmogorovSmirnov;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * Finds the thresholds that keep a false-alarm budget: windows drawn from the reference's own samples show how large each statistic becomes where
 * nothing changes.
 *
 * <p>A budget asks for one false alarm in thousands of windows, more than can be drawn. So the highest twentieth of the drawn values is taken for an
 * exponential distribution of its own, which is extended to the share that the budget allows. The squares of the statistics are sums of squared normal
 * values, or D², whose tails are exponential or nearly so, with the nearest exponential slightly the longer (Pickands, "Statistical inference using
 * extreme order statistics", Annals of Statistics 3(1), 1975, with a shape of 0). Each draw compares a window with a reference that is drawn as well, since the
 * reference itself is a sample.
 */
public final class Bootstrap {
    private static final int DRAWS = 2000;
    private static final double TAIL = 0.05;

    private final FalseAlarmBudget budget;
    private final int tests;
    private final RandomGenerator random;

    /** @param tests how many statistics are judged side by side */
    public Bootstrap(FalseAlarmBudget budget, int tests, RandomGenerator random) {
        this.budget = budget;
        this.tests = tests;
        this.random = random;
    }

    /** The class mix with thresholds for windows of so many samples. */
    public ClassMixReference mix(int[] labels, int kinds, int window) {
        double[] distances = new double[DRAWS];
        double[] indices = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            List<Long> past = ClassMixReference.count(draw(labels, labels.length), kinds);
            List<Long> current = ClassMixReference.count(draw(labels, window), kinds);
            distances[i] = Comparison.mixStatistic(Statistic.JENSEN_SHANNON_DISTANCE, past, current);
            indices[i] = Comparison.mixStatistic(Statistic.POPULATION_STABILITY_INDEX, past, current);
        }
        return new ClassMixReference(
                ClassMixReference.count(labels, kinds),
                List.of(
                        threshold(Statistic.JENSEN_SHANNON_DISTANCE, distances),
                        threshold(Statistic.POPULATION_STABILITY_INDEX, indices)));
    }

    /** A number with thresholds for windows of so many samples. */
    public NumberReference number(Signal signal, double[] values, int window) {
        NumberReference reference = NumberReference.of(signal, values);
        double[] distances = new double[DRAWS];
        double[] shifts = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            double[] past = draw(values, values.length);
            double[] current = draw(values, window);
            distances[i] = KolmogorovSmirnov.distance(reference.count(past), reference.count(current));
            shifts[i] = Math.abs(mean(past) - mean(current)) / reference.deviation();
        }
        return reference.withThresholds(
                List.of(threshold(Statistic.KOLMOGOROV_SMIRNOV, distances), threshold(Statistic.MEAN_SHIFT, shifts)));
    }

    /**
     * The embedding with thresholds for windows of so many samples.
     *
     * @param projected the reference's projected embeddings
     */
    public EmbeddingReference embedding(EmbeddingReference reference, double[][] projected, int window) {
        EmbeddingSpace space = new EmbeddingSpace(reference);
        int dimensions = space.dimensions();
        double[] drawn = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            double[] past = Comparison.mean(draw(projected, projected.length), dimensions);
            double[] current = Comparison.mean(draw(projected, window), dimensions);
            for (int d = 0; d < dimensions; d++) {
                current[d] += reference.mean().get(d) - past[d];
            }
            drawn[i] = space.whole().statistic(current, window);
        }
        return reference.withThresholds(List.of(threshold(Statistic.HOTELLING, drawn)));
    }

    private Threshold threshold(Statistic statistic, double[] drawn) {
        boolean isRoot = statistic == Statistic.JENSEN_SHANNON_DISTANCE
                || statistic == Statistic.KOLMOGOROV_SMIRNOV
                || statistic == Statistic.MEAN_SHIFT;
        double[] squares =
                isRoot ? Arrays.stream(drawn).map(value -> value * value).toArray() : drawn;
        double alarm = exceededBy(squares, budget.alarmShare(tests));
        double warning = exceededBy(squares, budget.warningShare(tests));
        Threshold least = Threshold.leastWorth(statistic);
        return new Threshold(
                statistic,
                Math.max(least.warning(), isRoot ? Math.sqrt(warning) : warning),
                Math.max(least.alarm(), isRoot ? Math.sqrt(alarm) : alarm));
    }

    /**
     * The value that is exceeded with a probability.
     *
     * @param share the probability, at most a twentieth
     */
    static double exceededBy(double[] drawn, double share) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        int first = (int) Math.ceil(sorted.length * (1 - TAIL));
        double start = sorted[first - 1];
        double meanExcess = DoubleStream.of(sorted)
                .skip(first)
                .map(value -> value - start)
                .average()
                .orElse(0);
        return start + meanExcess * Math.log(TAIL / share);
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private int[] draw(int[] from, int count) {
        int[] drawn = new int[count];
        Arrays.setAll(drawn, i -> from[random.nextInt(from.length)]);
        return drawn;
    }

    private double[] draw(double[] from, int count) {
        double[] drawn = new double[count];
        Arrays.setAll(drawn, i -> from[random.nextInt(from.length)]);
        return drawn;
    }

    private double[][] draw(double[][] from, int count) {
        double[][] drawn = new double[count][];
        Arrays.setAll(drawn, i -> from[random.nextInt(from.length)]);
        return drawn;
    }
}
