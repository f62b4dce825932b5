package io.vedette.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GTestTest {
    /** The example of the documentation of scipy.stats.chi2_contingency, with lambda_="log-likelihood". */
    @Test
    void of_documentedExample_isTheSame() {
        GTest test = GTest.of(List.of(10L, 10L, 20L), 40, List.of(20L, 20L, 20L), 60);

        assertThat(test.statistic()).isCloseTo(2.768858761678132, within(1e-12));
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        assertThat(test.pValue()).isCloseTo(0.25046668010954165, within(1e-12));
    }

    @Test
    void of_countsOfSamples_agreesWithCommonsStatistics() {
        long[][] counts = {{12, 0, 7, 31}, {4, 3, 9, 11}};

        GTest test = GTest.of(List.of(12L, 0L, 7L, 31L), 50, List.of(4L, 3L, 9L, 11L), 27);

        assertThat(test.statistic())
                .isCloseTo(
                        org.apache.commons.statistics.inference.GTest.withDefaults()
                                .statistic(counts),
                        within(1e-9));
    }

    @Test
    void of_halfTheEffectiveSize_isHalfTheEvidence() {
        GTest whole = GTest.of(List.of(10L, 30L), 40, List.of(30L, 10L), 40);
        GTest half = GTest.of(List.of(10L, 30L), 20, List.of(30L, 10L), 20);

        assertThat(half.statistic()).isCloseTo(whole.statistic() / 2, within(1e-12));
        assertThat(half.pValue()).isGreaterThan(whole.pValue());
    }

    @Test
    void of_kindThatNeitherHas_isNoDegreeOfFreedom() {
        assertThat(GTest.of(List.of(5L, 5L, 0L), 10, List.of(4L, 6L, 0L), 10).degreesOfFreedom())
                .isEqualTo(1);
    }

    @Test
    void of_oneKindOnly_isNoEvidence() {
        assertThat(GTest.of(List.of(5L, 0L), 5, List.of(9L, 0L), 9).pValue()).isEqualTo(1);
    }
}
