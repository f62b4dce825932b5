package io.vedette.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.agent.pipeline.StageCounts;
import io.vedette.agent.update.Probation;
import io.vedette.core.contract.Release;
import io.vedette.core.stats.Histogram;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseSwitchboardTest {
    private static final Release BEFORE = new Release("belt", 1, "11".repeat(32));
    private static final Release AT_WORK = new Release("belt", 2, "22".repeat(32));

    private static StageCounts counts(String camera, Release release, long classified) {
        Histogram histogram = new Histogram(List.of(10.0), List.of(classified, 0L));
        return new StageCounts(camera, release, classified, 1, histogram, histogram);
    }

    @Test
    void reading_cameraThatStillHasTheReleaseBefore_isNotCountedForTheNewOne() {
        Probation.Reading reading = ReleaseSwitchboard.reading(
                AT_WORK, List.of(counts("left", BEFORE, 100_000), counts("right", AT_WORK, 20)));

        assertThat(reading.cameras()).isEqualTo(2);
        assertThat(reading.classified()).isEqualTo(20);
        assertThat(reading.failed()).isEqualTo(1);
        assertThat(reading.latencyMs().counts()).containsExactly(20L, 0L);
    }

    @Test
    void reading_framesThatWaited_areMeasuredByTheModelsTimeAlone() {
        Histogram waited = new Histogram(List.of(10.0), List.of(0L, 50L));
        Histogram computed = new Histogram(List.of(10.0), List.of(50L, 0L));

        Probation.Reading reading =
                ReleaseSwitchboard.reading(AT_WORK, List.of(new StageCounts("left", AT_WORK, 50, 0, waited, computed)));

        assertThat(reading.latencyMs()).isEqualTo(computed);
    }

    @Test
    void reading_everyCameraStuck_provesNothing() {
        Probation.Reading reading = ReleaseSwitchboard.reading(AT_WORK, List.of(counts("left", BEFORE, 100_000)));

        assertThat(reading.cameras()).isEqualTo(1);
        assertThat(reading.classified()).isZero();
    }
}
