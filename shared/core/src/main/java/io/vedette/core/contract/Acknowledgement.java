package io.vedette.core.contract;

import java.util.List;

/**
 * Which records of an outbox the console has stored: all up to {@code highWaterMark} but the missing ones. The device trims on it and sends
 * what is missing again.
 *
 * @param outbox the outbox it speaks of
 * @param highWaterMark the highest sequence stored, 0 if none is
 * @param missing ranges below the mark that never arrived, in order; at most {@value #MAX_RANGES}, the lowest first, and where there are more
 *     the mark is lowered to the end of the last one listed
 */
public record Acknowledgement(Header header, String outbox, long highWaterMark, List<SequenceRange> missing)
        implements Message {

    /** The most ranges one message lists. */
    public static final int MAX_RANGES = 1000;

    public Acknowledgement {
        missing = List.copyOf(missing);
        if (highWaterMark < 0) {
            throw new IllegalArgumentException("high-water mark is negative: " + highWaterMark);
        }
        if (missing.size() > MAX_RANGES) {
            throw new IllegalArgumentException("more than " + MAX_RANGES + " missing ranges: " + missing.size());
        }
        long previous = 0;
        for (SequenceRange range : missing) {
            if (range.first() <= previous || range.last() > highWaterMark) {
                throw new IllegalArgumentException("missing ranges are not in order below the mark: " + missing);
            }
            previous = range.last();
        }
    }

    /** Whether the record of that sequence is stored. */
    public boolean isStored(long sequence) {
        return sequence <= highWaterMark && missing.stream().noneMatch(range -> range.contains(sequence));
    }
}
