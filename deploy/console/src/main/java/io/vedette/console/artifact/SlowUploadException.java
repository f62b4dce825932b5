package io.vedette.console.artifact;

import java.time.Duration;

/** A bundle comes so slowly that the console does not wait for the rest. */
public final class SlowUploadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long bytes;
    private final Duration taken;

    SlowUploadException(long bytes, Duration taken, long leastBytesPerSecond) {
        super(bytes + " bytes of the bundle came in " + taken.toSeconds() + " s, which is less than the "
                + leastBytesPerSecond + " a second that should come; publish it over a faster line");
        this.bytes = bytes;
        this.taken = taken;
    }

    /** How many came. */
    public long bytes() {
        return bytes;
    }

    /** How long they took. */
    public Duration taken() {
        return taken;
    }
}
