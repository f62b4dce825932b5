package io.vedette.simulator.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final List<Interval> TRUTH =
            List.of(new Interval("bag", 10, 20), new Interval("coat", 40, 50), new Interval("boot", 70, 80));

    @Test
    void of_oneRightDecisionEach_isPerfect() {
        Score score = Score.of(
                TRUTH,
                List.of(new Interval("bag", 12, 21), new Interval("coat", 41, 49), new Interval("boot", 72, 90)));

        assertThat(score).isEqualTo(new Score(3, 3, 0, 0, 0));
        assertThat(score.share()).isEqualTo(1);
    }

    @Test
    void of_wrongMissedAndExtra_countEach() {
        Score score = Score.of(
                TRUTH, List.of(new Interval("bag", 12, 21), new Interval("bag", 41, 49), new Interval("boot", 25, 30)));

        assertThat(score).isEqualTo(new Score(3, 1, 1, 1, 1));
        assertThat(score.share()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void of_twoDecisionsForAnItem_theLongerAnswersAndTheOtherIsExtra() {
        Score score = Score.of(TRUTH, List.of(new Interval("coat", 10, 12), new Interval("bag", 13, 20)));

        assertThat(score).isEqualTo(new Score(3, 1, 0, 2, 1));
    }

    @Test
    void of_decisionOverTwoItems_belongsToTheOneItSharesMoreWith() {
        Score score = Score.of(TRUTH, List.of(new Interval("coat", 18, 50)));

        assertThat(score).isEqualTo(new Score(3, 1, 0, 2, 0));
    }
}
