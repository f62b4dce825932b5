package io.vedette.simulator.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.drift.Cause;
import io.vedette.core.drift.Verdict;
import io.vedette.simulator.score.DriftScore.Passed;
import io.vedette.simulator.score.DriftScore.Told;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DriftScoreTest {
    private static final int CHANGED_ITEM = 50;
    /** Item i shows in frames 10 i to 10 i + 5, and its decision is told a second later than the one before. */
    private static final List<Interval> ITEMS = LongStream.range(0, 100)
            .mapToObj(i -> new Interval("bag", 10 * i, 10 * i + 5))
            .toList();

    private static final List<Passed> DECISIONS = LongStream.range(0, 100)
            .mapToObj(i -> new Passed(Instant.ofEpochSecond(i), 10 * i + 6))
            .toList();

    @Test
    void of_alarmAfterTheChange_countsTheItemsThatHadPassed() {
        DriftScore score =
                score(ok(20), ok(49), told(79.5, Verdict.ALARM, Cause.LIGHT), told(90, Verdict.ALARM, Cause.FOCUS));

        assertThat(score).isEqualTo(new DriftScore(2, 0, 30L, Cause.LIGHT, "why"));
    }

    @Test
    void of_alarmBeforeTheChange_isFalse() {
        DriftScore score = score(ok(20), told(49, Verdict.ALARM, Cause.FOCUS));

        assertThat(score).isEqualTo(new DriftScore(2, 1, null, null, null));
    }

    @Test
    void of_tooFewSamplesOrAWarning_isNeitherAWindowNorAnAlarm() {
        DriftScore score = score(
                told(5, Verdict.INSUFFICIENT, null),
                told(30, Verdict.WARNING, Cause.LIGHT),
                told(70, Verdict.WARNING, Cause.LIGHT));

        assertThat(score).isEqualTo(new DriftScore(1, 0, null, null, null));
    }

    @Test
    void of_verdictBeforeAnyDecision_isBeforeTheChange() {
        DriftScore score = DriftScore.of(ITEMS, CHANGED_ITEM, List.of(), List.of(told(99, Verdict.ALARM, Cause.LIGHT)));

        assertThat(score.falseAlarms()).isEqualTo(1);
    }

    private static DriftScore score(Told... verdicts) {
        return DriftScore.of(ITEMS, CHANGED_ITEM, DECISIONS, List.of(verdicts));
    }

    private static Told ok(double second) {
        return told(second, Verdict.OK, null);
    }

    private static Told told(double second, Verdict verdict, @Nullable Cause cause) {
        return new Told(Instant.ofEpochMilli((long) (1000 * second)), verdict, cause, "why");
    }
}
