package io.vedette.runtime.image;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionTest {
    @ParameterizedTest
    @CsvSource({"-0.1,0,0.5,0.5", "0,0,0,1", "0.6,0,0.5,1", "0,1,1,0.5", "NaN,0,1,1", "0,0,1,Infinity"})
    void construct_outsideThePicture_isRefused(double x, double y, double width, double height) {
        assertThatThrownBy(() -> new Region(x, y, width, height)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void construct_decimalFractionsThatSumToOne_isAccepted() {
        assertThatCode(() -> new Region(0.1, 0.7, 0.9, 0.3)).doesNotThrowAnyException();
    }
}
