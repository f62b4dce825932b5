package io.vedette.console.fleet;

import java.time.Instant;

/** Counts events over the last minute, second by second. Safe for use by several threads. */
final class RateWindow {
    private static final int SECONDS = 60;

    private final long[] counts = new long[SECONDS];
    private long newestSecond = Long.MIN_VALUE;

    synchronized void record(Instant time) {
        advanceTo(time.getEpochSecond());
        counts[slot(newestSecond)]++;
    }

    synchronized long perMinute(Instant now) {
        advanceTo(now.getEpochSecond());
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private void advanceTo(long second) {
        if (newestSecond == Long.MIN_VALUE) {
            newestSecond = second;
        }
        long steps = Math.min(SECONDS, second - newestSecond);
        for (long step = 0; step < steps; step++) {
            counts[slot(second - step)] = 0;
        }
        newestSecond = Math.max(newestSecond, second);
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
