package io.vedette.simulator.score;

/** Frames {@code first} to {@code last}, both included, that show {@code label}, or are said to. */
public record Interval(String label, long first, long last) {
    public Interval {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("frames are not in order: " + first + " to " + last);
        }
    }

    /** Number of frames in both. */
    long overlap(Interval other) {
        return Math.max(0, Math.min(last, other.last) - Math.max(first, other.first) + 1);
    }
}
