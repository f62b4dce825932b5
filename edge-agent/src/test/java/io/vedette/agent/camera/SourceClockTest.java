package io.vedette.agent.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.runtime.media.Frame;
import org.junit.jupiter.api.Test;

class SourceClockTest {
    private final SourceClock clock = new SourceClock();

    @Test
    void at_fileReadFast_isItsOwnTime() {
        assertThat(clock.at(40_000, 1_000_000)).isZero();
        assertThat(clock.at(80_000, 1_001_000)).isEqualTo(40_000);
        assertThat(clock.at(3_600_040_000L, 1_002_000)).isEqualTo(3_600_000_000L);
    }

    @Test
    void at_openedAnew_goesOnByTheTimeThatPassed() {
        clock.at(0, 0);
        clock.at(500_000, 500_000_000);

        assertThat(clock.at(0, 2_500_000_000L)).isEqualTo(2_500_000);
        assertThat(clock.at(40_000, 2_540_000_000L)).isEqualTo(2_540_000);
    }

    @Test
    void at_sourceTellsNoTime_isTheTimeThatPassed() {
        clock.at(Frame.NO_TIME, 5_000_000_000L);

        assertThat(clock.at(Frame.NO_TIME, 5_250_000_000L)).isEqualTo(250_000);
        assertThat(clock.at(70_000, 5_300_000_000L)).isEqualTo(300_000);
        assertThat(clock.at(Frame.NO_TIME, 5_350_000_000L)).isEqualTo(350_000);
    }
}
