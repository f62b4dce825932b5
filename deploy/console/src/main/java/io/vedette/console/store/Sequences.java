package io.vedette.console.store;

import io.vedette.core.contract.SequenceRange;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ranges of sequence numbers as text: {@code 1-17 19-20}. */
final class Sequences {
    private Sequences() {}

    static String write(List<SequenceRange> ranges) {
        return ranges.stream().map(range -> range.first() + "-" + range.last()).collect(Collectors.joining(" "));
    }

    static List<SequenceRange> read(String text) {
        return Stream.of(text.split(" "))
                .filter(range -> !range.isEmpty())
                .map(Sequences::readRange)
                .toList();
    }

    private static SequenceRange readRange(String text) {
        int dash = text.indexOf('-');
        return new SequenceRange(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }
}
