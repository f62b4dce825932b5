package io.vedette.trainer.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedPointTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1073741824, 1",
        "0.5, 1073741824, 0",
        "0.25, 1073741824, -1",
        "0.75, 1610612736, 0",
        "3, 1610612736, 2",
        // The mantissa rounds up to one, which has the next shift.
        "0.9999999999, 1073741824, 1",
        "0, 0, 0",
        "1e-12, 0, 0",
    })
    void of_factor_hasThirtyOneBitsAndAShift(double factor, int multiplier, int shift) {
        assertThat(FixedPoint.of(factor)).isEqualTo(new FixedPoint(multiplier, shift));
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 2", "-3, 1, -2", "5, 1, 3", "1, 1, 1", "-1, 1, -1", "6, 2, 2", "-6, 2, -2", "5, 2, 1", "7, 0, 7"
    })
    void roundingShift_halves_goAwayFromZero(int x, int places, int expected) {
        assertThat(FixedPoint.roundingShift(x, places)).isEqualTo(expected);
    }

    @Test
    void doublingHighProduct_theProductThatDoesNotFit_saturates() {
        assertThat(FixedPoint.doublingHighProduct(Integer.MIN_VALUE, Integer.MIN_VALUE))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(FixedPoint.doublingHighProduct(1 << 30, 1 << 30)).isEqualTo(1 << 29);
    }

    @ParameterizedTest
    @CsvSource({"1000, 0.1, 100", "-1000, 0.1, -100", "7, 0.5, 4", "-7, 0.5, -3", "100, 12.5, 1250"})
    void times_accumulator_isTheRoundedProduct(int accumulator, double factor, int expected) {
        assertThat(FixedPoint.of(factor).times(accumulator)).isEqualTo(expected);
    }

    @Test
    void of_negative_isRefused() {
        assertThatThrownBy(() -> FixedPoint.of(-0.5)).hasMessageContaining("-0.5");
        assertThatThrownBy(() -> FixedPoint.of(Double.NaN)).hasMessageContaining("NaN");
    }
}
