package io.vedette.console.artifact;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What a sender sends, as long as it comes fast enough: a place among the uploads is not for one who dribbles. */
final class PacedInput extends FilterInputStream {
    private final UploadLimits limits;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private long bytes;

    /** @param nanoTime tells how long it takes, as {@link System#nanoTime} does */
    PacedInput(InputStream in, UploadLimits limits, LongSupplier nanoTime) {
        super(in);
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** @throws SlowUploadException if less has come than should have by now */
    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? -1 : 1);
        return value;
    }

    /** @throws SlowUploadException if less has come than should have by now */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        count(count);
        return count;
    }

    /** What has come to its end is not too late. */
    private void count(int read) {
        if (read < 0) {
            return;
        }
        bytes += read;
        Duration taken = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
        if (limits.isTooSlow(bytes, taken)) {
            throw new SlowUploadException(bytes, taken, limits.leastBytesPerSecond());
        }
    }
}
