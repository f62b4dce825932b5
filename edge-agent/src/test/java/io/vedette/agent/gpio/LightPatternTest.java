package io.vedette.agent.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LightPatternTest {
    /** The milliseconds of the first two seconds at which the light turns, and at the start. */
    private static List<Long> turns(LightPattern pattern) {
        List<Long> turns = new ArrayList<>();
        for (long ms = 0; ms < 2000; ms++) {
            if (ms == 0 || pattern.isOn(ms) != pattern.isOn(ms - 1)) {
                turns.add(ms);
            }
        }
        return turns;
    }

    @Test
    void isOn_updating_twoQuickFlashesAndAPause() {
        assertThat(LightPattern.UPDATING.isOn(0)).isTrue();
        assertThat(turns(LightPattern.UPDATING)).containsExactly(0L, 100L, 250L, 350L, 1000L, 1100L, 1250L, 1350L);
    }

    @Test
    void isOn_drift_aLongAndAShortFlash() {
        assertThat(LightPattern.DRIFT.isOn(0)).isTrue();
        assertThat(turns(LightPattern.DRIFT)).containsExactly(0L, 900L, 1100L, 1300L, 1500L);
    }

    @Test
    void isOn_running_isAlwaysOn() {
        assertThat(LightPattern.RUNNING.isOn(123_456)).isTrue();
        assertThat(turns(LightPattern.RUNNING)).containsExactly(0L);
    }

    @Test
    void isOn_eachPattern_isToldFromEveryOther() {
        Set<List<Long>> seen = new HashSet<>();
        for (LightPattern pattern : LightPattern.values()) {
            assertThat(seen.add(turns(pattern))).as(pattern.name()).isTrue();
        }
    }
}
