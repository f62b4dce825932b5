package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final StringWriter out = new StringWriter();
    private long nowMs = 1_000_000;
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs);
    private final ConsoleProgress progress = new ConsoleProgress(new PrintWriter(out), false, clock, "images");

    @Test
    void advance_unwatched_saysSpeedAndTimeLeftNowAndThen() {
        progress.begin("Training", 6_000);
        for (int i = 0; i < 20; i++) {
            nowMs += 1_000;
            progress.note("epoch 1");
            progress.advance(100);
        }
        progress.end();
        assertThat(out.toString().lines())
                .containsExactly(
                        "Training: 1,000 of 6,000 images, 100/s, 0:50 min left (epoch 1)",
                        "Training: 2,000 of 6,000 images, 100/s, 0:40 min left (epoch 1)",
                        "Training: 2,000 of 6,000 images, 100/s, 0:40 min left (epoch 1)");
    }

    @Test
    void advance_shortTask_saysNothing() {
        progress.begin("Reading", 10);
        nowMs += 3_000;
        progress.advance(10);
        progress.end();
        assertThat(out.toString()).isEmpty();
    }
}
