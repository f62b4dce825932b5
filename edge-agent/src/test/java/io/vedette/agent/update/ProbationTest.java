package io.vedette.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.agent.update.Probation.Outcome;
import io.vedette.agent.update.Probation.Reading;
import io.vedette.agent.update.Probation.Verdict;
import io.vedette.core.stats.Histogram;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProbationTest {
    private static final Duration TIME = Duration.ofMinutes(10);
    private static final List<Double> BORDERS_MS = List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0);

    /** All frames took between two neighbouring borders, of which {@code bucket} is the number of the upper one. */
    private static Reading reading(long classified, long failed, int bucket) {
        Long[] counts = new Long[BORDERS_MS.size() + 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = i == bucket ? classified : 0;
        }
        return new Reading(1, classified, failed, new Histogram(BORDERS_MS, List.of(counts)));
    }

    private static Verdict judge(@Nullable Duration budget, @Nullable Reading before, Reading now, Duration watched) {
        return Probation.judge(
                new ProbationOptions(TIME, 300, 0.01, 3, Duration.ofMillis(5), budget, 3),
                before == null ? null : Baseline.of(before).orElse(null),
                now,
                watched);
    }

    @Test
    void judge_neitherTimeNorFramesAreOver_watches() {
        assertThat(judge(null, null, reading(299, 0, 1), TIME).outcome()).isEqualTo(Outcome.WATCHING);
        assertThat(judge(null, null, reading(300, 0, 1), TIME.minusNanos(1)).outcome())
                .isEqualTo(Outcome.WATCHING);
        assertThat(judge(null, null, reading(300, 0, 1), TIME).outcome()).isEqualTo(Outcome.PROVEN);
    }

    @Test
    void judge_fewFramesFailed_saysNothingYet() {
        assertThat(judge(null, null, reading(0, 29, 1), Duration.ZERO).outcome())
                .isEqualTo(Outcome.WATCHING);
        assertThat(judge(null, null, reading(0, 30, 1), Duration.ZERO).check()).isEqualTo(Probation.ERRORS);
    }

    @Test
    void judge_failedFrames_areComparedWithTheReleaseBefore() {
        Reading bad = reading(90, 10, 1);

        assertThat(judge(null, reading(1000, 0, 1), bad, Duration.ZERO).check()).isEqualTo(Probation.ERRORS);
        assertThat(judge(null, null, bad, Duration.ZERO).check()).isEqualTo(Probation.ERRORS);
        assertThat(judge(null, reading(900, 100, 1), bad, Duration.ZERO).outcome())
                .isEqualTo(Outcome.WATCHING);
    }

    @Test
    void judge_onlyFailures_isNeverProven() {
        assertThat(judge(null, reading(0, 1000, 1), reading(0, 1000, 1), TIME.multipliedBy(9))
                        .outcome())
                .isEqualTo(Outcome.WATCHING);
    }

    @Test
    void judge_withoutBudget_mayBeSoManyTimesSlowerThanTheOneBefore() {
        Reading before = reading(1000, 0, 1);

        assertThat(judge(null, before, reading(300, 0, 2), TIME).outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(judge(null, before, reading(300, 0, 4), TIME).check()).isEqualTo(Probation.LATENCY);
        assertThat(judge(null, null, reading(300, 0, 5), TIME).outcome()).isEqualTo(Outcome.PROVEN);
    }

    @Test
    void judge_fewMilliseconds_areNeverTooSlow() {
        assertThat(judge(null, reading(1000, 0, 0), reading(300, 0, 2), TIME).outcome())
                .isEqualTo(Outcome.PROVEN);
    }

    @Test
    void judge_withBudget_mayUseItUpOrBeAsSlowAsTheOneBefore() {
        Duration budget = Duration.ofMillis(8);

        assertThat(judge(budget, null, reading(300, 0, 2), TIME).outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(judge(budget, reading(1000, 0, 1), reading(300, 0, 4), TIME).check())
                .isEqualTo(Probation.LATENCY);
        assertThat(judge(budget, null, reading(300, 0, 4), TIME).reason()).contains("allowed are 8.0 ms");
        assertThat(judge(budget, reading(1000, 0, 4), reading(300, 0, 4), TIME).outcome())
                .isEqualTo(Outcome.PROVEN);
    }

    @Test
    void judge_noFrames_hasNoLatencyToFailBy() {
        Verdict verdict = judge(Duration.ofMillis(1), null, reading(0, 0, 1), TIME);

        assertThat(verdict.outcome()).isEqualTo(Outcome.WATCHING);
        assertThat(verdict.reason()).isEqualTo("600 of 600 s and 0 of 300 frames");
    }
}
