package io.vedette.console.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void delay_overManyChunks_keepsToTheRate() {
        Pace pace = new Pace(1_000_000);
        long now = -5 * SECOND;
        long start = now;
        long sent = 0;
        while (sent < 20_000_000) {
            now += pace.delayNanos(now);
            pace.spend(131_072, now);
            sent += 131_072;
        }

        double seconds = (now - start) / 1e9;
        // The burst of a tenth of a second and the last chunk, which has just gone, are ahead of the rate.
        assertThat((sent - 131_072 - 100_000) / seconds).isBetween(980_000.0, 1_000_001.0);
    }

    @Test
    void delay_afterAPause_allowsNoMoreThanTheBurst() {
        Pace pace = new Pace(1_000_000);
        pace.spend(1_000_000, 0);
        long later = 60 * SECOND;

        assertThat(pace.delayNanos(later)).isZero();
        pace.spend(100_000, later);
        assertThat(pace.delayNanos(later)).isZero();
        pace.spend(100_000, later);
        assertThat(pace.delayNanos(later)).isEqualTo(SECOND / 10);
    }
}
