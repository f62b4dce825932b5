package io.vedette.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void record_valueOnABound_countsBelowIt() {
        HistogramRecorder recorder = new HistogramRecorder(1, 2, 4);
        for (double value : new double[] {0.5, 1, 1.5, 2, 3, 5, Double.NaN}) {
            recorder.record(value);
        }

        assertThat(recorder.snapshot()).isEqualTo(new Histogram(List.of(1.0, 2.0, 4.0), List.of(2L, 2L, 1L, 2L)));
    }

    @Test
    void quantile_evenlyFilledBins_interpolates() {
        Histogram histogram = new Histogram(List.of(10.0, 20.0), List.of(50L, 50L, 0L));

        assertThat(histogram.quantile(0.25)).isCloseTo(5, within(1e-9));
        assertThat(histogram.quantile(0.75)).isCloseTo(15, within(1e-9));
        assertThat(histogram.quantile(1)).isCloseTo(20, within(1e-9));
    }

    @Test
    void quantile_valuesAboveEveryBound_isTheHighestBound() {
        assertThat(new Histogram(List.of(10.0, 20.0), List.of(0L, 0L, 3L)).quantile(0.5))
                .isEqualTo(20);
    }

    @Test
    void quantile_empty_isNaN() {
        assertThat(new Histogram(List.of(1.0), List.of(0L, 0L)).quantile(0.5)).isNaN();
    }

    @Test
    void plus_equalBounds_addsCounts() {
        Histogram one = new Histogram(List.of(1.0), List.of(2L, 3L));

        assertThat(one.plus(new Histogram(List.of(1.0), List.of(10L, 20L))).counts())
                .containsExactly(12L, 23L);
        assertThatIllegalArgumentException().isThrownBy(() -> one.plus(new Histogram(List.of(1.5), List.of(1L, 1L))));
    }
}
