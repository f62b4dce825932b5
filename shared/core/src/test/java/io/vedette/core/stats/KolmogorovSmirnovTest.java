package io.vedette.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {
    /** The examples of the documentation of scipy.special.kolmogorov, given there to eight digits. */
    @Test
    void survival_documentedExamples_areTheSame() {
        assertThat(KolmogorovSmirnov.survival(0)).isEqualTo(1);
        assertThat(KolmogorovSmirnov.survival(0.5)).isCloseTo(0.96394524, within(5e-9));
        assertThat(KolmogorovSmirnov.survival(1)).isCloseTo(0.26999967, within(5e-9));
    }

    /** Smirnov's table: λ of 1.22, 1.36 and 1.63 are exceeded in 10, 5 and 1 of 100. */
    @Test
    void survival_tabledValues_areTheSame() {
        assertThat(KolmogorovSmirnov.survival(1.22)).isCloseTo(0.10, within(0.003));
        assertThat(KolmogorovSmirnov.survival(1.36)).isCloseTo(0.05, within(0.002));
        assertThat(KolmogorovSmirnov.survival(1.63)).isCloseTo(0.01, within(0.0005));
    }

    @Test
    void survival_nextToCertain_isContinuous() {
        assertThat(KolmogorovSmirnov.survival(0.1801)).isCloseTo(1, within(1e-9));
    }

    @Test
    void of_everyValueABound_agreesWithCommonsStatistics() {
        Random random = new Random(3);
        double[] reference = random.doubles(300).toArray();
        double[] current = random.doubles(80).map(value -> value * value).toArray();
        double[] bounds = DoubleStream.concat(DoubleStream.of(reference), DoubleStream.of(current))
                .sorted()
                .toArray();

        KolmogorovSmirnov test = KolmogorovSmirnov.of(count(bounds, reference), 300, count(bounds, current), 80);

        var oracle = org.apache.commons.statistics.inference.KolmogorovSmirnovTest.withDefaults()
                .test(reference, current);
        assertThat(test.distance()).isCloseTo(oracle.getStatistic(), within(1e-12));
        // The limit for large samples against the exact distribution of these.
        assertThat(test.pValue()).isCloseTo(oracle.getPValue(), within(0.2 * oracle.getPValue() + 1e-6));
    }

    @Test
    void of_coarserBounds_isNeverMore() {
        double[] reference = new Random(4).doubles(200).toArray();
        double[] current =
                new Random(5).doubles(200).map(value -> Math.sqrt(value)).toArray();
        double[] fine = DoubleStream.concat(DoubleStream.of(reference), DoubleStream.of(current))
                .sorted()
                .toArray();
        double[] coarse = {0.1, 0.3, 0.5, 0.7, 0.9};

        assertThat(KolmogorovSmirnov.distance(count(coarse, reference), count(coarse, current)))
                .isLessThanOrEqualTo(KolmogorovSmirnov.distance(count(fine, reference), count(fine, current)))
                .isGreaterThan(0.15);
    }

    @Test
    void distance_otherBounds_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KolmogorovSmirnov.distance(
                        count(new double[] {1}, new double[] {0.5}), count(new double[] {2}, new double[] {0.5})));
    }

    private static Histogram count(double[] bounds, double[] values) {
        HistogramRecorder recorder = new HistogramRecorder(bounds);
        DoubleStream.of(values).forEach(recorder::record);
        return recorder.snapshot();
    }
}
