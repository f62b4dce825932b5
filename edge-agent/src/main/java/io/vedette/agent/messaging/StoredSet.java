package io.vedette.agent.messaging;

import io.vedette.core.contract.SequenceRange;
import java.util.List;

/**
 * The records that the receiver has: all up to {@code mark} but the missing ones.
 *
 * @param missing ranges below the mark, in order
 */
record StoredSet(long mark, List<SequenceRange> missing) {
    static final StoredSet NONE = new StoredSet(0, List.of());

    StoredSet {
        missing = List.copyOf(missing);
    }

    boolean contains(long sequence) {
        return sequence <= mark && (missing.isEmpty() || missing.stream().noneMatch(range -> range.contains(sequence)));
    }

    /** How many of the records from {@code first} to {@code last} are not in it. */
    long countAbsent(long first, long last) {
        long absent = Math.max(0, last - Math.max(first - 1, mark));
        for (SequenceRange range : missing) {
            absent += Math.max(0, Math.min(last, range.last()) - Math.max(first, range.first()) + 1);
        }
        return absent;
    }

    /** The lowest sequence from {@code first} up that is not in it. */
    long firstAbsentFrom(long first) {
        for (SequenceRange range : missing) {
            if (range.last() >= first) {
                return Math.max(first, range.first());
            }
        }
        return Math.max(first, mark + 1);
    }
}
