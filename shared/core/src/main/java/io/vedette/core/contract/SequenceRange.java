package io.vedette.core.contract;

/** Sequence numbers from {@code first} to {@code last}, both included. */
public record SequenceRange(long first, long last) {
    public SequenceRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("not a range of sequence numbers: " + first + " to " + last);
        }
    }

    public boolean contains(long sequence) {
        return first <= sequence && sequence <= last;
    }

    public long size() {
        return last - first + 1;
    }
}
