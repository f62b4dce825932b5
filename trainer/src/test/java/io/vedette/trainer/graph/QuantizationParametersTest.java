package io.vedette.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizationParametersTest {
    /** From −64 to 63.5 in halves. */
    private final QuantizationParameters halves = QuantizationParameters.perTensor(QuantizedType.INT8, 0.5f, 0);

    @ParameterizedTest
    @CsvSource({
        // real, integer
        "0, 0",
        "1, 2",
        "-1.2, -2",
        "0.25, 0",
        "0.75, 2",
        "63.6, 127",
        "1e30, 127",
        "-64.2, -128",
        "-1e30, -128",
    })
    void toInteger_realNumber_isTheNearest(double real, int integer) {
        assertThat(halves.toInteger(real)).isEqualTo(integer);
    }

    @ParameterizedTest
    @CsvSource({"-128", "-1", "0", "100", "127"})
    void toReal_integer_comesBack(int integer) {
        QuantizationParameters parameters = QuantizationParameters.perTensor(QuantizedType.INT8, 0.023529412f, -113);

        assertThat(parameters.toInteger(parameters.toReal(integer))).isEqualTo(integer);
        assertThat(halves.toReal(integer)).isEqualTo(integer / 2.0);
    }
}
