package io.vedette.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DivergenceTest {
    /** The examples of the documentation of scipy.spatial.distance.jensenshannon; the first one is of base 2. */
    @Test
    void jensenShannonDistance_documentedExamples_areTheSame() {
        assertThat(Divergence.jensenShannonDistance(new double[] {1, 0, 0}, new double[] {0, 1, 0})
                        / Math.sqrt(Math.log(2)))
                .isCloseTo(1.0, within(1e-15));
        assertThat(Divergence.jensenShannonDistance(new double[] {1, 0}, new double[] {0.5, 0.5}))
                .isCloseTo(0.4645014040224589, within(1e-15));
        assertThat(Divergence.jensenShannonDistance(new double[] {1, 0, 0}, new double[] {1, 0, 0}))
                .isZero();
    }

    /** Without a change the squared distance averages (K − 1) / (8 N): at K = 10 and N = 100 the customary limit of 0.1 is exceeded by half. */
    @Test
    void jensenShannonDistance_smallSampleOfTheReference_isAboveTheCustomaryLimitHalfTheTime() {
        Random random = new Random(1);
        double[] reference = new double[10];
        Arrays.fill(reference, 0.1);
        double squares = 0;
        int above = 0;
        int windows = 4000;
        for (int window = 0; window < windows; window++) {
            double[] shares = new double[10];
            for (int i = 0; i < 100; i++) {
                shares[random.nextInt(10)] += 0.01;
            }
            double distance = Divergence.jensenShannonDistance(reference, shares);
            squares += distance * distance / windows;
            above += distance > 0.1 ? 1 : 0;
        }

        assertThat(squares).isCloseTo(9.0 / 800, within(0.0006));
        assertThat(above / (double) windows).isBetween(0.50, 0.62);
    }

    @Test
    void populationStabilityIndex_smallShift_isTheSumByHand() {
        // 0.1 ln 1.2 − 0.1 ln 0.8
        assertThat(Divergence.populationStabilityIndex(new double[] {0.5, 0.5}, new double[] {0.6, 0.4}))
                .isCloseTo(0.040546510810816, within(1e-14));
    }

    @Test
    void populationStabilityIndex_shareOfZero_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Divergence.populationStabilityIndex(new double[] {1, 0}, new double[] {0.5, 0.5}));
    }

    @Test
    void smoothed_kindNeverSeen_hasAShare() {
        assertThat(Shares.smoothed(List.of(0L, 3L))).containsExactly(0.125, 0.875);
        assertThat(Shares.of(List.of(1L, 3L))).containsExactly(0.25, 0.75);
    }

    @Test
    void of_nothingCounted_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Shares.of(Collections.nCopies(3, 0L)));
    }
}
