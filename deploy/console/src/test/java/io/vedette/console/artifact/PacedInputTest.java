package io.vedette.console.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A hundred bytes a second are asked of senders here, after ten seconds of grace. */
final class PacedInputTest {
    private static final UploadLimits LIMITS = new UploadLimits(1 << 20, Duration.ofSeconds(10), 100);

    private long nanos;

    @Test
    void read_dribble_isCutOffAfterTheGrace() {
        InputStream in = new PacedInput(new Sender(1), LIMITS, () -> nanos);

        SlowUploadException refusal = catchThrowableOfType(SlowUploadException.class, () -> in.readNBytes(1_000));

        assertThat(refusal.bytes()).isEqualTo(11);
        assertThat(refusal.taken()).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void read_fastEnough_comesThroughHoweverLongItTakes() throws IOException {
        InputStream in = new PacedInput(new Sender(100), LIMITS, () -> nanos);

        assertThat(in.readNBytes(1_000_000)).hasSize(1_000_000);
    }

    @Test
    void read_endAfterALongLook_isNotTooLate() throws IOException {
        InputStream in = new PacedInput(InputStream.nullInputStream(), LIMITS, () -> nanos);
        nanos = Duration.ofHours(1).toNanos();

        assertThat(in.read()).isNegative();
        assertThat(in.read(new byte[10], 0, 10)).isNegative();
    }

    /** Sends so many bytes a second, and never ends. */
    private final class Sender extends InputStream {
        private final int bytesPerSecond;

        Sender(int bytesPerSecond) {
            this.bytesPerSecond = bytesPerSecond;
        }

        @Override
        public int read() {
            throw new IllegalStateException("Single bytes are not asked for");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = Math.min(length, bytesPerSecond);
            nanos += Duration.ofSeconds(count).toNanos() / bytesPerSecond;
            return count;
        }
    }
}
