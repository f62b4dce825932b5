package io.vedette.simulator.belt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MotionTest {
    private static final Motion MOTION = new Motion(0.2, 0.01, 0.1, 0.5, 0.1, 0.3);

    @Test
    void speedAt_anyDistance_isSlowInTheMiddleAndGrowsToTheTransitSpeed() {
        assertThat(MOTION.speedAt(0)).isEqualTo(0.01);
        assertThat(MOTION.speedAt(-0.05)).isEqualTo(0.01);
        assertThat(MOTION.speedAt(0.15)).isEqualTo(0.06, within(1e-12));
        assertThat(MOTION.speedAt(-9)).isEqualTo(0.2);
    }

    @Test
    void construct_largestGapBelowSmallest_isRefused() {
        assertThatThrownBy(() -> new Motion(0.2, 0.01, 0.1, 0.5, 0.3, 0.1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
