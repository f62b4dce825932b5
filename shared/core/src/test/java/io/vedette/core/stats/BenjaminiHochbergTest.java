package io.vedette.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {
    /** The example of the paper, section 4.2. */
    private static final double[] PAPER = {
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
        1
    };

    /** What R's p.adjust(method = "BH") and SciPy's false_discovery_control say of it, to the digits they print. */
    private static final double[] ADJUSTED = {
        0.0015,
        0.003,
        0.0095,
        0.035625,
        0.0603,
        0.06385714,
        0.06385714,
        0.0645,
        0.0765,
        0.486,
        0.58118182,
        0.714875,
        0.75323077,
        0.81321429,
        1
    };

    @Test
    void adjusted_exampleOfThePaper_isAsPublished() {
        assertThat(BenjaminiHochberg.adjusted(PAPER)).containsExactly(ADJUSTED, within(5e-9));
    }

    @Test
    void adjusted_exampleOfThePaper_findsTheFourThatItNames() {
        assertThat(Arrays.stream(BenjaminiHochberg.adjusted(PAPER))
                        .filter(value -> value <= 0.05)
                        .count())
                .isEqualTo(4);
    }

    @Test
    void adjusted_anyOrder_keepsIt() {
        assertThat(BenjaminiHochberg.adjusted(0.5, 0.01, 0.03))
                .containsExactly(new double[] {0.5, 0.03, 0.045}, within(1e-15));
    }

    @Test
    void adjusted_none_isNone() {
        assertThat(BenjaminiHochberg.adjusted()).isEmpty();
    }

    @Test
    void adjusted_noProbability_isRefused() {
        assertThatThrownBy(() -> BenjaminiHochberg.adjusted(0.5, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
