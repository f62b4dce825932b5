package io.vedette.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EntropyTest {
    @Test
    void normalized_certainAndUndecided_areTheEnds() {
        assertThat(Entropy.normalized(new float[] {0, 1, 0})).isZero();
        assertThat(Entropy.normalized(new float[] {0.25f, 0.25f, 0.25f, 0.25f})).isEqualTo(1, within(1e-12));
    }

    /** A coin that falls on one side nine times of ten: 0.4690 bits (MacKay, Information Theory, table of H2). */
    @Test
    void normalized_ofTwoKinds_isInBits() {
        assertThat(Entropy.normalized(new float[] {0.9f, 0.1f})).isEqualTo(0.4690, within(1e-4));
    }

    @Test
    void normalized_oneKind_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Entropy.normalized(new float[] {1}));
    }
}
