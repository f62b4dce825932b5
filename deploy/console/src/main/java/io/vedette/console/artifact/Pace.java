package io.vedette.console.artifact;

/**
 * How fast bytes may go out: so many a second on average, of which a tenth of a second's worth may go at once. Not safe for use by several threads.
 */
final class Pace {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BURST_SECONDS = 0.1;

    private final double bytesPerSecond;
    private double freeFromNanos;
    private boolean isStarted;

    Pace(long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("bytes per second are not 1 or more: " + bytesPerSecond);
        }
        this.bytesPerSecond = bytesPerSecond;
    }

    /** How long to wait before the next bytes may go, 0 if they may now. */
    long delayNanos(long nowNanos) {
        return isStarted ? Math.max(0, (long) Math.ceil(freeFromNanos - nowNanos)) : 0;
    }

    /** Counts bytes that go now. */
    void spend(long bytes, long nowNanos) {
        double earliest = nowNanos - BURST_SECONDS * NANOS_PER_SECOND;
        double from = isStarted ? Math.max(freeFromNanos, earliest) : earliest;
        freeFromNanos = from + bytes / bytesPerSecond * NANOS_PER_SECOND;
        isStarted = true;
    }
}
