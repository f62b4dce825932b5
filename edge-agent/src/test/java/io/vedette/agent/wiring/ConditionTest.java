package io.vedette.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.agent.gpio.LightPattern;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {
    @Test
    void toPattern_severalAtOnce_isTheMostPressing() {
        List<LightPattern> shown = new ArrayList<>();
        for (int healed = 0; healed <= 5; healed++) {
            shown.add(new Condition(healed < 1, healed < 2, healed < 3, healed < 4, healed < 5).toPattern());
        }

        assertThat(shown)
                .containsExactly(
                        LightPattern.FAULT,
                        LightPattern.UPDATING,
                        LightPattern.DRIFT,
                        LightPattern.STARTING,
                        LightPattern.OFFLINE,
                        LightPattern.RUNNING);
    }
}
