package io.vedette.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.Signal;
import io.vedette.core.stats.Histogram;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DensityChartTest {
    @Test
    void shares_binsOfOneCount_areAsHighAsTheyAreNarrow() {
        Histogram histogram = new Histogram(List.of(0.2, 0.3), List.of(10L, 10L, 10L));
        DensityChart chart = new DensityChart(new NumberReference(Signal.CONFIDENCE, histogram, 0.5, 0.5, List.of()));

        assertThat(chart.edge(0)).isZero();
        assertThat(chart.edge(DensityChart.COLUMNS)).isEqualTo(1);
        // A third of the values in a width of 0.2, of 0.1 and of 0.7; a column is a thirtieth wide.
        assertThat(chart.shares()[2]).isEqualTo(1 / 3.0 / 6, within(1e-9));
        assertThat(chart.shares()[7]).isEqualTo(1 / 3.0 / 3, within(1e-9));
        assertThat(chart.shares()[20]).isEqualTo(1 / 3.0 / 21, within(1e-9));
        assertThat(DoubleStream.of(chart.shares()).sum()).isEqualTo(1, within(1e-9));
    }

    @Test
    void shares_valuesOfABell_areHighestAtItsMiddle() {
        Random random = new Random(1);
        double[] values = DoubleStream.generate(() -> 0.3 + 0.01 * random.nextGaussian())
                .limit(2000)
                .toArray();
        DensityChart chart = new DensityChart(NumberReference.of(Signal.LUMINANCE, values));

        assertThat(chart.edge(0)).isEqualTo(0.26, within(0.002));
        assertThat(chart.edge(DensityChart.COLUMNS)).isEqualTo(0.34, within(0.002));
        double[] shares = chart.shares();
        assertThat(shares[15]).isEqualTo(0.106, within(0.02));
        assertThat(shares[15]).isGreaterThan(3 * shares[7]);
        assertThat(DoubleStream.of(shares).sum()).isEqualTo(1, within(1e-9));
    }

    @Test
    void shares_oneValueAtTheEdge_isOneColumn() {
        double[] values = new double[300];
        Arrays.fill(values, 0);
        double[] shares = new DensityChart(NumberReference.of(Signal.DARK, values)).shares();

        assertThat(shares[0]).isEqualTo(1);
    }

    @Test
    void edge_numberWithoutEnds_isFourDeviationsAway() {
        Histogram histogram = new Histogram(List.of(-1.0, 1.0), List.of(5L, 5L, 5L));
        DensityChart chart = new DensityChart(new NumberReference(Signal.SHARPNESS, histogram, 0, 2, List.of()));

        assertThat(chart.edge(0)).isEqualTo(-8);
        assertThat(chart.edge(DensityChart.COLUMNS)).isEqualTo(8);
    }
}
