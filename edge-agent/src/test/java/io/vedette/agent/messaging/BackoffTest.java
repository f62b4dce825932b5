package io.vedette.agent.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void delayAfter_eachFailure_doublesUpToTheLimitLessAtMostAHalf() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(1000), new Random(1));
        long[] full = {100, 200, 400, 800, 1000, 1000};

        for (int failures = 0; failures < full.length; failures++) {
            for (int i = 0; i < 100; i++) {
                assertThat(backoff.delayAfter(failures).toMillis()).isBetween(full[failures] / 2, full[failures]);
            }
        }
    }

    @Test
    void delayAfter_manyFailures_doesNotOverflow() {
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofDays(1000), new Random(1));

        assertThat(backoff.delayAfter(Integer.MAX_VALUE)).isBetween(Duration.ofDays(500), Duration.ofDays(1000));
    }
}
