package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    /** Float rounding. */
    private static final float TOLERANCE = 1e-6f;

    @Test
    void rate_oneCycle_risesToItsPeakAfterAQuarterAndFallsToNothing() {
        assertThat(Schedule.ONE_CYCLE.rate(0, 100, 1)).isCloseTo(0.04f, within(TOLERANCE));
        assertThat(Schedule.ONE_CYCLE.rate(25, 100, 1)).isCloseTo(1f, within(TOLERANCE));
        assertThat(Schedule.ONE_CYCLE.rate(100, 100, 1)).isCloseTo(0f, within(TOLERANCE));
        // Half of the way down: (1 + cos(π/2)) / 2.
        assertThat(Schedule.ONE_CYCLE.rate(625, 1000, 2)).isCloseTo(1f, within(TOLERANCE));
    }

    @Test
    void rate_cosine_fallsFromItsPeak() {
        assertThat(Schedule.COSINE.rate(0, 100, 0.5f)).isCloseTo(0.5f, within(TOLERANCE));
        assertThat(Schedule.COSINE.rate(50, 100, 0.5f)).isCloseTo(0.25f, within(TOLERANCE));
    }

    @Test
    void rate_constant_stays() {
        assertThat(Schedule.CONSTANT.rate(99, 100, 0.5f)).isEqualTo(0.5f);
    }
}
