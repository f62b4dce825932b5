package io.vedette.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AdwinTest {
    @Test
    void accept_constantMean_isNotCalledChanged() {
        int changes = 0;
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Adwin adwin = new Adwin(0.002);
            for (int i = 0; i < 2000; i++) {
                changes += adwin.accept(random.nextDouble() < 0.2 ? 1 : 0) ? 1 : 0;
            }
            assertThat(adwin.mean()).isCloseTo(0.2, within(0.1));
        }

        // The bound allows 0.002 of 100,000 steps = 200; the paper's experiments show a hundredth of that.
        assertThat(changes).isLessThanOrEqualTo(5);
    }

    @Test
    void accept_meanThatJumps_isChangedSoonAndForgetsTheOld() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Adwin adwin = new Adwin(0.002);
            for (int i = 0; i < 1000; i++) {
                adwin.accept(random.nextDouble() < 0.2 ? 1 : 0);
            }
            int delay = 0;
            while (!adwin.accept(random.nextDouble() < 0.8 ? 1 : 0)) {
                delay++;
            }
            // n₁ with ε(n₁) = 0.6 at σ² = 0.16 … 0.25 is about 30.
            assertThat(delay).isLessThan(80);
            for (int i = 0; i < 300; i++) {
                adwin.accept(random.nextDouble() < 0.8 ? 1 : 0);
            }
            assertThat(adwin.mean()).isCloseTo(0.8, within(0.12));
            assertThat(adwin.size()).isLessThan(500);
        }
    }

    @Test
    void accept_manyValues_keepsTheirNumberAndMean() {
        Adwin adwin = new Adwin(1e-5);
        for (int i = 0; i < 100_000; i++) {
            assertThat(adwin.accept(i % 2)).isFalse();
        }

        assertThat(adwin.size()).isEqualTo(100_000);
        assertThat(adwin.mean()).isEqualTo(0.5);
    }

    @Test
    void accept_notANumber_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Adwin(0.002).accept(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Adwin(0));
    }
}
