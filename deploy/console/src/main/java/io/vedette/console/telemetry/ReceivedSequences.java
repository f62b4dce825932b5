package io.vedette.console.telemetry;

import io.vedette.core.contract.SequenceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A set of sequence numbers kept as ranges that neither touch nor overlap: of an outbox without gaps it is one range, however many records
 * came. Not safe for use by several threads.
 */
final class ReceivedSequences {
    private final NavigableMap<Long, Long> lastByFirst = new TreeMap<>();

    static ReceivedSequences of(List<SequenceRange> ranges) {
        ReceivedSequences set = new ReceivedSequences();
        ranges.forEach(set::addAll);
        return set;
    }

    boolean contains(long sequence) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(sequence);
        return range != null && sequence <= range.getValue();
    }

    /** Whether the sequence, which is not in the set, would make a range of its own. */
    boolean isApart(long sequence) {
        return !contains(sequence - 1) && !lastByFirst.containsKey(sequence + 1);
    }

    void add(long sequence) {
        addAll(new SequenceRange(sequence, sequence));
    }

    void addAll(SequenceRange range) {
        long first = range.first();
        long last = range.last();
        Map.Entry<Long, Long> before = lastByFirst.floorEntry(first);
        if (before != null && before.getValue() >= first - 1) {
            first = before.getKey();
            last = Math.max(last, before.getValue());
        }
        Map.Entry<Long, Long> next = lastByFirst.ceilingEntry(first);
        while (next != null && next.getKey() - 1 <= last) {
            last = Math.max(last, next.getValue());
            lastByFirst.remove(next.getKey());
            next = lastByFirst.ceilingEntry(first);
        }
        lastByFirst.put(first, last);
    }

    int rangeCount() {
        return lastByFirst.size();
    }

    /** The highest sequence in the set, 0 if it is empty. */
    long highest() {
        return lastByFirst.isEmpty() ? 0 : lastByFirst.lastEntry().getValue();
    }

    List<SequenceRange> ranges() {
        return lastByFirst.entrySet().stream()
                .map(range -> new SequenceRange(range.getKey(), range.getValue()))
                .toList();
    }

    /** What is not in the set, from 1 to {@link #highest()}. */
    List<SequenceRange> missing() {
        return missingBelow(highest());
    }

    /** What is not in the set, from 1 to below a sequence. */
    List<SequenceRange> missingBelow(long end) {
        List<SequenceRange> gaps = new ArrayList<>();
        long next = 1;
        for (Map.Entry<Long, Long> range : lastByFirst.entrySet()) {
            if (range.getKey() >= end) {
                break;
            }
            if (range.getKey() > next) {
                gaps.add(new SequenceRange(next, range.getKey() - 1));
            }
            if (range.getValue() >= end - 1) {
                return gaps;
            }
            next = range.getValue() + 1;
        }
        if (next < end) {
            gaps.add(new SequenceRange(next, end - 1));
        }
        return gaps;
    }
}
