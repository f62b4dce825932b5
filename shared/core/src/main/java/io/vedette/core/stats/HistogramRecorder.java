package io.vedette.core.stats;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts values into a histogram from any thread, without garbage. */
public final class HistogramRecorder {
    private final double[] bounds;
    private final AtomicLongArray counts;

    /** @param bounds growing; copied */
    public HistogramRecorder(double... bounds) {
        this.bounds = bounds.clone();
        this.counts = new AtomicLongArray(bounds.length + 1);
        snapshot();
    }

    /** A recorder of durations: 24 bounds from 0.1 ms, each 1.5 times the one before, to over a second. */
    public static HistogramRecorder ofLatenciesMs() {
        double[] bounds = new double[24];
        double bound = 0.1;
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Math.round(bound * 1000) / 1000.0;
            bound *= 1.5;
        }
        return new HistogramRecorder(bounds);
    }

    /** Counts one value; NaN counts as above every bound. */
    public void record(double value) {
        int found = Arrays.binarySearch(bounds, value);
        counts.incrementAndGet(found >= 0 ? found : -found - 1);
    }

    /** What was counted so far. */
    public Histogram snapshot() {
        Long[] copy = new Long[counts.length()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = counts.get(i);
        }
        return new Histogram(Arrays.stream(bounds).boxed().toList(), Arrays.asList(copy));
    }
}
