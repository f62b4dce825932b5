package io.vedette.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMetricsTest {
    /** Rounding of doubles. */
    private static final double TOLERANCE = 1e-12;

    /*
     *             said cat  dog  owl
     * is cat             3    1    0
     * is dog             2    3    0
     * is owl             1    0    0
     */
    private static final ConfusionMatrix MATRIX =
            ConfusionMatrix.of(List.of("cat", "dog", "owl"), new int[] {0, 0, 0, 0, 1, 1, 1, 1, 1, 2}, new int[] {
                0, 0, 0, 1, 0, 0, 1, 1, 1, 0
            });

    @Test
    void accuracy_sixOfTen() {
        assertThat(ConfusionMetrics.accuracy(MATRIX)).isEqualTo(0.6);
    }

    @Test
    void accuracyInterval_sixOfTen_isWilsons() {
        Interval interval = ConfusionMetrics.accuracyInterval(MATRIX);
        // From the roots of (p − 0.6)² = 1.96² p (1 − p) / 10, solved by hand to four digits.
        assertThat(interval.low()).isCloseTo(0.3127, within(5e-5));
        assertThat(interval.high()).isCloseTo(0.8318, within(5e-5));
    }

    @Test
    void precisionRecallF1_eachClass_areCountedByHand() {
        assertThat(ConfusionMetrics.precision(MATRIX, 0)).isCloseTo(3 / 6.0, within(TOLERANCE));
        assertThat(ConfusionMetrics.recall(MATRIX, 0)).isCloseTo(3 / 4.0, within(TOLERANCE));
        assertThat(ConfusionMetrics.f1(MATRIX, 0)).isCloseTo(0.6, within(TOLERANCE));
        assertThat(ConfusionMetrics.precision(MATRIX, 1)).isCloseTo(3 / 4.0, within(TOLERANCE));
        assertThat(ConfusionMetrics.recall(MATRIX, 1)).isCloseTo(3 / 5.0, within(TOLERANCE));
        assertThat(ConfusionMetrics.f1(MATRIX, 1)).isCloseTo(2 / 3.0, within(TOLERANCE));
        assertThat(MATRIX.support(1)).isEqualTo(5);
    }

    @Test
    void precision_neverPredicted_isUndefinedAndLeftOutOfTheMean() {
        assertThat(ConfusionMetrics.precision(MATRIX, 2)).isNaN();
        assertThat(ConfusionMetrics.recall(MATRIX, 2)).isZero();
        assertThat(ConfusionMetrics.f1(MATRIX, 2)).isZero();
        assertThat(ConfusionMetrics.macroPrecision(MATRIX)).isCloseTo((0.5 + 0.75) / 2, within(TOLERANCE));
        assertThat(ConfusionMetrics.macroRecall(MATRIX)).isCloseTo((0.75 + 0.6) / 3, within(TOLERANCE));
        assertThat(ConfusionMetrics.macroF1(MATRIX)).isCloseTo((0.6 + 2 / 3.0) / 3, within(TOLERANCE));
    }

    @Test
    void metrics_withoutExamples_areUndefined() {
        ConfusionMatrix empty = ConfusionMatrix.of(List.of("cat"), new int[0], new int[0]);
        assertThat(ConfusionMetrics.accuracy(empty)).isNaN();
        assertThat(ConfusionMetrics.accuracyInterval(empty).low()).isNaN();
        assertThat(ConfusionMetrics.f1(empty, 0)).isNaN();
        assertThat(ConfusionMetrics.macroF1(empty)).isNaN();
    }
}
