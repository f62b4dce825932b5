package io.vedette.console.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RateWindowTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final RateWindow window = new RateWindow();

    @Test
    void perMinute_afterAMinute_forgetsWhatIsOlder() {
        window.record(NOW);
        window.record(NOW.plusSeconds(30));
        window.record(NOW.plusSeconds(30));

        assertThat(window.perMinute(NOW.plusSeconds(59))).isEqualTo(3);
        assertThat(window.perMinute(NOW.plusSeconds(60))).isEqualTo(2);
        assertThat(window.perMinute(NOW.plusSeconds(90))).isZero();
        assertThat(window.perMinute(NOW.plusSeconds(86_400))).isZero();
    }

    @Test
    void record_clockSetBack_stillCounts() {
        window.record(NOW);
        window.record(NOW.minusSeconds(3_600));

        assertThat(window.perMinute(NOW)).isEqualTo(2);
    }
}
