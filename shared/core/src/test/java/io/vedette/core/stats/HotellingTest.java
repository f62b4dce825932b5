package io.vedette.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HotellingTest {
    /** The inverse of the matrix in the examples of the documentation of scipy.spatial.distance.mahalanobis. */
    private static final List<List<Double>> COVARIANCE =
            List.of(List.of(1.5, -0.5, -0.5), List.of(-0.5, 1.5, -0.5), List.of(-0.5, -0.5, 1.5));

    private static double distance(List<Double> from, double... to) {
        return Math.sqrt(new Hotelling(from, COVARIANCE).squaredDistance(to));
    }

    @Test
    void squaredDistance_documentedExamples_areTheSame() {
        assertThat(distance(List.of(1.0, 0.0, 0.0), 0, 1, 0)).isCloseTo(1.0, within(1e-12));
        assertThat(distance(List.of(0.0, 2.0, 0.0), 0, 1, 0)).isCloseTo(1.0, within(1e-12));
        assertThat(distance(List.of(2.0, 0.0, 0.0), 0, 1, 0)).isCloseTo(1.7320508075688772, within(1e-12));
    }

    /** 5.991 and 9.210 are exceeded in 5 and 1 of 100 by chi-squared of two degrees of freedom. */
    @Test
    void pValue_tabledValues_areTheSame() {
        Hotelling test = new Hotelling(List.of(0.0, 0.0), List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)));

        assertThat(test.pValue(5.991)).isCloseTo(0.05, within(2e-5));
        assertThat(test.pValue(9.210)).isCloseTo(0.01, within(2e-5));
    }

    @Test
    void pValue_samplesOfTheReference_isBelowFivePercentInFiveOfAHundred() {
        Random random = new Random(1);
        Hotelling test = identity(32);
        int below = 0;
        for (int window = 0; window < 2000; window++) {
            double[] mean = new double[32];
            for (int i = 0; i < 60; i++) {
                for (int d = 0; d < mean.length; d++) {
                    mean[d] += random.nextGaussian() / 60;
                }
            }
            below += test.pValue(test.statistic(mean, 60)) < 0.05 ? 1 : 0;
        }

        // A hundred of 2,000, give or take four deviations of 9.7.
        assertThat(below).isBetween(61, 139);
    }

    @Test
    void new_covarianceThatIsNone_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hotelling(List.of(0.0, 0.0), List.of(List.of(1.0, 2.0), List.of(2.0, 1.0))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hotelling(List.of(0.0, 0.0), List.of(List.of(1.0))));
    }

    private static Hotelling identity(int size) {
        return new Hotelling(
                Collections.nCopies(size, 0.0),
                IntStream.range(0, size)
                        .mapToObj(row -> IntStream.range(0, size)
                                .mapToObj(column -> row == column ? 1.0 : 0.0)
                                .toList())
                        .toList());
    }
}
