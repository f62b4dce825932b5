package io.vedette.core.drift;

import io.vedette.core.stats.Divergence;
import io.vedette.core.stats.EffectiveSize;
import io.vedette.core.stats.GTest;
import io.vedette.core.stats.Histogram;
import io.vedette.core.stats.Hotelling;
import io.vedette.core.stats.KolmogorovSmirnov;
import io.vedette.core.stats.Shares;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Compares the samples of a window with the reference, one signal at a time.
 *
 * <p>A signal is an alarm where a statistic exceeds its threshold and, where its distribution without a change is known, the probability of it on the
 * window's effective size is below {@value #SIGNIFICANCE} besides: the threshold keeps what is significant but small from alarming, the
 * probability what is large by chance in a window whose neighbours resemble each other.
 */
public final class Comparison {
    /** Below this probability a difference is no chance. */
    public static final double SIGNIFICANCE = 1e-3;

    /** Effective samples below which nothing is said of a number. */
    public static final int MIN_NUMBERS = 50;

    private static final int MIN_MIX = 200;
    private static final int MIN_MIX_PER_CLASS = 50;

    private Comparison() {}

    /**
     * Effective samples below which nothing is said of a class mix: without a change the squared Jensen-Shannon distance averages (K − 1) / (8 N), which is
     * at most 0.05² from here on.
     *
     * @param kinds classes that the reference has
     */
    public static int requiredForMix(int kinds) {
        return Math.max(MIN_MIX, MIN_MIX_PER_CLASS * (kinds - 1));
    }

    /**
     * The shares of the predicted classes.
     *
     * @param labels the window's, in the order of time
     */
    public static SignalReport mix(ClassMixReference reference, int[] labels) {
        int kinds = reference.counts().size();
        List<Long> counts = ClassMixReference.count(labels, kinds);
        double size = EffectiveSize.of(labels.length, EffectiveSize.correlation(labels, kinds));
        int required = requiredForMix(
                (int) reference.counts().stream().filter(count -> count > 0).count());
        Histogram current = ClassMixReference.histogram(counts);
        Histogram past = ClassMixReference.histogram(reference.counts());
        List<Measure> measures = new ArrayList<>();
        if (labels.length > 0) {
            double pValue = GTest.of(reference.counts(), (double) past.total(), counts, size)
                    .pValue();
            for (Threshold threshold : reference.thresholds()) {
                measures.add(
                        measure(threshold, mixStatistic(threshold.statistic(), reference.counts(), counts), pValue));
            }
        }
        return report(Signal.CLASS_MIX, labels.length, size, required, measures, current, past);
    }

    static double mixStatistic(Statistic statistic, List<Long> reference, List<Long> current) {
        return switch (statistic) {
            case JENSEN_SHANNON_DISTANCE -> Divergence.jensenShannonDistance(Shares.of(reference), Shares.of(current));
            case POPULATION_STABILITY_INDEX ->
                Divergence.populationStabilityIndex(Shares.smoothed(reference), Shares.smoothed(current));
            case KOLMOGOROV_SMIRNOV, MEAN_SHIFT, HOTELLING, ADWIN ->
                throw new IllegalArgumentException(statistic + " is no statistic of a class mix");
        };
    }

    /**
     * A number.
     *
     * @param values the window's, in the order of time
     */
    public static SignalReport number(NumberReference reference, double[] values) {
        double size = EffectiveSize.of(values.length, EffectiveSize.correlationAroundStep(values));
        Histogram current = reference.count(values);
        List<Measure> measures = new ArrayList<>();
        if (values.length > 0) {
            double mean = DoubleStream.of(values).average().orElseThrow();
            long referenceSize = reference.histogram().total();
            KolmogorovSmirnov test = KolmogorovSmirnov.of(reference.histogram(), (double) referenceSize, current, size);
            double shift = Math.abs(mean - reference.mean()) / reference.deviation();
            for (Threshold threshold : reference.thresholds()) {
                measures.add(
                        switch (threshold.statistic()) {
                            case KOLMOGOROV_SMIRNOV -> measure(threshold, test.distance(), test.pValue());
                            case MEAN_SHIFT ->
                                measure(threshold, shift, pValueOfShift(shift, (double) referenceSize, size));
                            case JENSEN_SHANNON_DISTANCE, POPULATION_STABILITY_INDEX, HOTELLING, ADWIN ->
                                throw new IllegalArgumentException(
                                        threshold.statistic() + " is no statistic of a number's distribution");
                        });
            }
        }
        return report(reference.signal(), values.length, size, MIN_NUMBERS, measures, current, reference.histogram());
    }

    /** The two-sided z-test of two means, in deviations of the reference: both samples scatter as the reference does unless something changed. */
    static double pValueOfShift(double shift, double referenceSize, double size) {
        double z = shift / Math.sqrt(1 / referenceSize + 1 / size);
        return 2 * NormalDistribution.of(0, 1).survivalProbability(z);
    }

    /**
     * The mean embedding.
     *
     * @param projected the window's projected embeddings, in the order of time
     */
    public static SignalReport embedding(EmbeddingReference reference, EmbeddingSpace space, double[][] projected) {
        double size = EffectiveSize.of(projected.length, meanCorrelation(projected));
        List<Measure> measures = new ArrayList<>();
        if (projected.length > 0) {
            Hotelling test = space.whole();
            double statistic = test.statistic(mean(projected, test.dimensions()), size);
            for (Threshold threshold : reference.thresholds()) {
                measures.add(measure(threshold, statistic, test.pValue(statistic)));
            }
        }
        return report(Signal.EMBEDDING, projected.length, size, MIN_NUMBERS, measures, null, null);
    }

    static double[] mean(double[][] rows, int dimensions) {
        double[] mean = new double[dimensions];
        for (double[] row : rows) {
            for (int i = 0; i < dimensions; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }

    /** The mean of the dimensions' correlations: each alone scatters too much to be heeded. */
    private static double meanCorrelation(double[][] rows) {
        if (rows.length == 0) {
            return 0;
        }
        double sum = 0;
        double[] column = new double[rows.length];
        for (int dimension = 0; dimension < rows[0].length; dimension++) {
            for (int i = 0; i < rows.length; i++) {
                column[i] = rows[i][dimension];
            }
            sum += EffectiveSize.correlation(column) / rows[0].length;
        }
        return sum;
    }

    static Measure measure(Threshold threshold, double value, double pValue) {
        Verdict verdict = pValue < SIGNIFICANCE ? threshold.judge(value) : Verdict.OK;
        return new Measure(threshold.statistic(), value, pValue, threshold.warning(), threshold.alarm(), verdict);
    }

    static SignalReport report(
            Signal signal,
            int samples,
            double size,
            double required,
            List<Measure> measures,
            @Nullable Histogram current,
            @Nullable Histogram reference) {
        Verdict verdict = size < required || measures.isEmpty()
                ? Verdict.INSUFFICIENT
                : measures.stream().map(Measure::verdict).reduce(Verdict.OK, Verdict::or);
        return new SignalReport(signal, verdict, samples, size, required, measures, current, reference);
    }
}
