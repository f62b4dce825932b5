package io.vedette.agent.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassOutputTest {
    private static final long MS = 1_000_000;

    private final ClassOutput output = new ClassOutput(Set.of("a", "b"), Duration.ofMillis(100));

    @Test
    void isHigh_nothingSeen_isFalse() {
        assertThat(output.isHigh(0)).isFalse();
    }

    @Test
    void isHigh_twoDecisionsOverlap_lastsUntilBothEnded() {
        output.decided("1", "a", false, 0);
        output.decided("2", "b", false, 150 * MS);
        output.decided("1", "a", true, 200 * MS);
        assertThat(output.isHigh(250 * MS)).isTrue();

        output.decided("2", "b", true, 300 * MS);

        assertThat(output.isHigh(300 * MS)).isFalse();
    }

    @Test
    void isHigh_decisionTurnsOutToBeAnother_endsThere() {
        output.decided("1", "a", false, 0);
        output.decided("1", "c", false, 200 * MS);

        assertThat(output.isHigh(200 * MS)).isFalse();
    }
}
