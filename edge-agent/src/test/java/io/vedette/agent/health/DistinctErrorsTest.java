package io.vedette.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistinctErrorsTest {
    private Instant now = Instant.EPOCH;
    private final DistinctErrors errors = new DistinctErrors(() -> now, Duration.ofMinutes(10));
    private final List<DistinctErrors.Entry> reported = new ArrayList<>();

    DistinctErrorsTest() {
        errors.setReporter(reported::add);
    }

    @Test
    void report_sameKindAgainAndAgain_isReportedFirstAndThenSeldom() {
        for (int minute = 0; minute < 25; minute++) {
            now = Instant.EPOCH.plus(Duration.ofMinutes(minute));
            errors.report("camera-lost", "try " + minute);
        }

        assertThat(reported).extracting(DistinctErrors.Entry::count).containsExactly(1L, 11L, 21L);
        DistinctErrors.Entry entry = errors.entries().get(0);
        assertThat(entry.count()).isEqualTo(25);
        assertThat(entry.message()).isEqualTo("try 24");
        assertThat(entry.first()).isEqualTo(Instant.EPOCH);
        assertThat(entry.last()).isEqualTo(Instant.EPOCH.plus(Duration.ofMinutes(24)));
    }

    @Test
    void report_moreKindsThanKept_countsTheRestTogether() {
        for (int i = 0; i < DistinctErrors.MAX_KINDS + 50; i++) {
            errors.report("kind-" + i, "text");
        }

        assertThat(errors.entries()).hasSize(DistinctErrors.MAX_KINDS + 1);
        assertThat(errors.entries().get(DistinctErrors.MAX_KINDS).kind()).isEqualTo(DistinctErrors.OTHER);
        assertThat(errors.entries().get(DistinctErrors.MAX_KINDS).count()).isEqualTo(50);
    }

    @Test
    void report_clockSetBack_isStillReported() {
        now = Instant.ofEpochSecond(2_000_000_000);
        errors.report("a", "text");
        now = Instant.EPOCH;
        errors.report("a", "text");

        assertThat(reported).hasSize(2);
    }

    @Test
    void report_textFromOutside_isOneShortLine() {
        errors.report("a", "first\nsecond\u001b[31m" + "x".repeat(10_000));

        assertThat(errors.entries().get(0).message())
                .doesNotContain("\n", "\u001b")
                .hasSizeLessThan(600);
    }
}
