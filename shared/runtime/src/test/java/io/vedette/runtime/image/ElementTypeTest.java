package io.vedette.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementTypeTest {
    @ParameterizedTest
    @CsvSource({
        "INT8,0.25,2",
        "INT8,0.75,4",
        "INT8,-0.25,2",
        "INT8,1000,127",
        "INT8,-1000,-128",
        "UINT8,0.5,3",
        "UINT8,-9,0",
        "UINT8,1000,255"
    })
    void quantize_halfOrFar_roundsToEvenAndClamps(ElementType type, double real, int expected) {
        assertThat(type.quantize(real, 0.5, 2)).isEqualTo(expected);
    }

    @Test
    void quantize_floats_isOurBug() {
        assertThatThrownBy(() -> ElementType.FLOAT32.quantize(1, 1, 0)).isInstanceOf(IllegalStateException.class);
    }
}
