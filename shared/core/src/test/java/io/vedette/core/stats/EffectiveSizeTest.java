package io.vedette.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EffectiveSizeTest {
    @Test
    void of_framesThatHardlyChange_areWorthAHundredth() {
        assertThat(EffectiveSize.of(10_000, 0.98)).isCloseTo(101, within(0.1));
    }

    @Test
    void of_correlationThatChanceExplains_isTheWholeSize() {
        assertThat(EffectiveSize.of(100, 0.16)).isEqualTo(100);
        assertThat(EffectiveSize.of(100, -0.5)).isEqualTo(100);
        assertThat(EffectiveSize.of(100, 0.17)).isLessThan(72);
    }

    @Test
    void of_valuesThatAreAllOne_isOne() {
        assertThat(EffectiveSize.of(50, 1)).isEqualTo(1);
    }

    @Test
    void correlation_ofAnAutoregressiveSeries_isItsCoefficient() {
        Random random = new Random(1);
        double[] values = new double[20_000];
        for (int i = 1; i < values.length; i++) {
            values[i] = 0.9 * values[i - 1] + random.nextGaussian();
        }

        // The estimate scatters by √((1 − ρ²) / n) = 0.003.
        assertThat(EffectiveSize.correlation(values)).isCloseTo(0.9, within(0.012));
    }

    @Test
    void correlation_ofEqualValues_isZero() {
        assertThat(EffectiveSize.correlation(new double[] {0.3, 0.3, 0.3, 0.3, 0.3, 0.3}))
                .isZero();
        assertThat(EffectiveSize.correlation(new int[] {1, 1, 1}, 2)).isZero();
        assertThat(EffectiveSize.correlation(new int[0], 2)).isZero();
    }

    @Test
    void correlation_ofKindsThatOftenRepeat_isHowOften() {
        Random random = new Random(2);
        int[] kinds = new int[20_000];
        for (int i = 1; i < kinds.length; i++) {
            kinds[i] = random.nextDouble() < 0.6 ? kinds[i - 1] : random.nextInt(10);
        }

        assertThat(EffectiveSize.correlation(kinds, 10)).isCloseTo(0.6, within(0.015));
    }

    @Test
    void correlation_ofKindsThatNeverRepeat_isNegative() {
        assertThat(EffectiveSize.correlation(new int[] {0, 1, 0, 1, 0, 1}, 2)).isNegative();
    }

    @Test
    void correlationAroundStep_abruptChange_isThatOfTheRest() {
        Random random = new Random(3);
        double[] values = new double[60];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian() + (i < 40 ? 0 : 8);
        }

        assertThat(EffectiveSize.correlation(values)).isGreaterThan(0.8);
        // Of 60 independent values, 95 % lie below 1.64 / √60.
        assertThat(EffectiveSize.correlationAroundStep(values)).isLessThan(0.21);
    }

    @Test
    void correlationAroundStep_seriesThatWanders_staysHigh() {
        Random random = new Random(4);
        double[] values = new double[60];
        for (int i = 1; i < values.length; i++) {
            values[i] = 0.95 * values[i - 1] + random.nextGaussian();
        }

        assertThat(EffectiveSize.correlationAroundStep(values)).isGreaterThan(0.5);
    }

    @Test
    void correlationAroundStep_twoConstants_isZero() {
        double[] values = new double[30];
        Arrays.fill(values, 0, 13, 0.1);
        Arrays.fill(values, 13, 30, 0.7);

        assertThat(EffectiveSize.correlationAroundStep(values)).isZero();
        assertThat(EffectiveSize.correlationAroundStep(new double[] {1, 2, 1})).isNegative();
    }
}
