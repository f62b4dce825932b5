package io.vedette.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ParityCheckTest {
    private static final float[][] REFERENCE = {{1, 2}, {3, 0}, {0, 5}, {4, 1}};

    @Test
    void compare_differences_areCounted() {
        float[][] candidate = {{1, 2.5f}, {3, 3.25f}, {0, 5}, {4, 1}};
        ParityCheck parity = ParityCheck.compare(REFERENCE, candidate, new int[] {1, 0, 1, 1});
        assertThat(parity.examples()).isEqualTo(4);
        assertThat(parity.maxDifference()).isEqualTo(3.25);
        assertThat(parity.meanDifference()).isCloseTo(3.75 / 8, within(1e-12));
        assertThat(parity.argmaxAgreement()).isEqualTo(0.75);
        assertThat(parity.referenceAccuracy()).isEqualTo(0.75);
        assertThat(parity.candidateAccuracy()).isEqualTo(0.5);
        assertThat(parity.accuracyLoss()).isEqualTo(0.25);
    }

    @Test
    void compare_notANumber_isNoAgreementOfValues() {
        float[][] candidate = {{1, 2}, {3, 0}, {0, Float.NaN}, {4, 1}};
        assertThat(ParityCheck.compare(REFERENCE, candidate, new int[4]).maxDifference())
                .isNaN();
    }

    @Test
    void compare_differentNumbersOfRows_isRefused() {
        assertThatThrownBy(() -> ParityCheck.compare(REFERENCE, new float[3][2], new int[4]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ParityCheck.compare(new float[0][], new float[0][], new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
