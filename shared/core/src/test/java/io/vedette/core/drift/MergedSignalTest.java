package io.vedette.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.core.stats.Histogram;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergedSignalTest {
    private static final ClassMixReference MIX = new ClassMixReference(
            List.of(300L, 300L, 300L, 100L), List.of(Threshold.leastWorth(Statistic.JENSEN_SHANNON_DISTANCE)));
    private final Random random = new Random(3);

    @Test
    void of_twoWindowsOfANumber_isTheWindowOfBoth() {
        NumberReference reference = NumberReference.of(Signal.LUMINANCE, normal(1000))
                .withThresholds(List.of(Threshold.leastWorth(Statistic.KOLMOGOROV_SMIRNOV)));
        double[] first = normal(60);
        double[] second = normal(90);

        MergedSignal merged = MergedSignal.of(
                        List.of(Comparison.number(reference, first), Comparison.number(reference, second)))
                .orElseThrow();

        double[] both = DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(second))
                .toArray();
        assertThat(merged.report().current()).isEqualTo(reference.count(both));
        assertThat(merged.report().samples()).isEqualTo(150);
        assertThat(merged.windows()).isEqualTo(2);
        SignalReport whole = Comparison.number(reference, both);
        assertThat(whole.effectiveSize()).as("neighbours are independent").isEqualTo(150);
        assertThat(merged.report()).isEqualTo(whole);
    }

    @Test
    void of_windowsTooSmallAlone_areSufficientTogether() {
        List<SignalReport> windows = IntStream.range(0, 3)
                .mapToObj(i -> Comparison.mix(MIX, labels(150, 4)))
                .toList();

        MergedSignal merged = MergedSignal.of(windows).orElseThrow();

        assertThat(windows).extracting(SignalReport::verdict).containsOnly(Verdict.INSUFFICIENT);
        double sizes = windows.stream().mapToDouble(SignalReport::effectiveSize).sum();
        assertThat(merged.report().effectiveSize())
                .isLessThanOrEqualTo(sizes + 1e-9)
                .isGreaterThan(0.9 * sizes);
        assertThat(merged.report().verdict()).isEqualTo(Verdict.ALARM);
        assertThat(merged.report().measures())
                .extracting(Measure::statistic)
                .containsExactly(Statistic.JENSEN_SHANNON_DISTANCE, Statistic.POPULATION_STABILITY_INDEX);
    }

    @Test
    void of_neighboursThatResembleEachOther_countAsTheirEffectiveSize() {
        Histogram reference = new Histogram(List.of(0.0), List.of(500L, 500L));
        Histogram shifted = new Histogram(List.of(0.0), List.of(40L, 60L));
        SignalReport alike = window(100, 2, shifted, reference);
        SignalReport apart = window(100, 100, shifted, reference);

        double few = pValue(MergedSignal.of(List.of(alike, alike)).orElseThrow());
        double many = pValue(MergedSignal.of(List.of(apart, apart)).orElseThrow());

        assertThat(few).isGreaterThan(0.9);
        // SciPy 1.17: kstwobign.sf(0.1 * sqrt(200 * 1000 / 1200)) = 0.0713447
        assertThat(many).isCloseTo(0.0713447, within(1e-7));
    }

    @Test
    void of_oneCameraTellsMuchOfFewObjects_isWorthLittleMoreThanThose() {
        Histogram reference = new Histogram(List.of(0.0), List.of(500L, 500L));
        SignalReport repeating = window(900, 9, new Histogram(List.of(0.0), List.of(450L, 450L)), reference);
        SignalReport apart = window(100, 100, new Histogram(List.of(0.0), List.of(50L, 50L)), reference);

        MergedSignal merged = MergedSignal.of(List.of(repeating, apart)).orElseThrow();

        // The variance of a share of 1000 samples: 0.9² / 9 + 0.1² / 100 = 0.0901.
        assertThat(merged.report().effectiveSize()).isCloseTo(1 / 0.0901, within(1e-9));
    }

    @Test
    void of_emptyWindowBesideAFullOne_isTheFullOne() {
        Histogram reference = new Histogram(List.of(0.0), List.of(500L, 500L));
        SignalReport full = window(100, 50, new Histogram(List.of(0.0), List.of(40L, 60L)), reference);
        SignalReport empty = window(0, 0, new Histogram(List.of(0.0), List.of(0L, 0L)), reference);

        assertThat(MergedSignal.of(List.of(full, empty)).orElseThrow().report().effectiveSize())
                .isEqualTo(50);
    }

    @Test
    void of_windowOfAnotherReferenceOrWithoutCounts_isLeftOut() {
        Histogram reference = new Histogram(List.of(0.0), List.of(500L, 500L));
        Histogram other = new Histogram(List.of(1.0), List.of(500L, 500L));
        Histogram counts = new Histogram(List.of(0.0), List.of(40L, 60L));
        List<SignalReport> windows = List.of(
                window(100, 50, new Histogram(List.of(1.0), List.of(40L, 60L)), other),
                window(100, 50, counts, reference),
                window(100, 50, counts, reference),
                window(7, 5, counts, reference),
                window(100, Double.NaN, counts, reference),
                window(100, 0, counts, reference),
                window(100, 50, counts, other),
                new SignalReport(Signal.EMBEDDING, Verdict.OK, 60, 60, 50, List.of(), null, null));

        MergedSignal merged = MergedSignal.of(windows).orElseThrow();

        assertThat(merged.windows()).isEqualTo(2);
        assertThat(merged.leftOut()).isEqualTo(6);
        assertThat(merged.report().current()).isEqualTo(new Histogram(List.of(0.0), List.of(80L, 120L)));
    }

    @Test
    void of_nothingToCount_isNone() {
        assertThat(MergedSignal.of(
                        List.of(new SignalReport(Signal.EMBEDDING, Verdict.OK, 60, 60, 50, List.of(), null, null))))
                .isEmpty();
    }

    @Test
    void of_emptyWindows_areInsufficient() {
        SignalReport empty = Comparison.mix(MIX, new int[0]);

        assertThat(MergedSignal.of(List.of(empty, empty)).orElseThrow().report().verdict())
                .isEqualTo(Verdict.INSUFFICIENT);
    }

    private static double pValue(MergedSignal merged) {
        Double pValue = merged.report().measures().get(0).pValue();
        assertThat(pValue).isNotNull();
        return pValue;
    }

    private static SignalReport window(int samples, double size, Histogram current, Histogram reference) {
        return new SignalReport(Signal.LUMINANCE, Verdict.OK, samples, size, 50, List.of(), current, reference);
    }

    private double[] normal(int count) {
        return random.doubles(count).map(unused -> random.nextGaussian()).toArray();
    }

    private int[] labels(int count, int kinds) {
        return random.ints(count, 0, kinds).toArray();
    }
}
