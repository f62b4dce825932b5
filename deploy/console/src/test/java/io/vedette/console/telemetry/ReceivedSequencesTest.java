package io.vedette.console.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.SequenceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReceivedSequencesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void add_anyOrder_holdsWhatAPlainSetHolds(long seed) {
        Random random = new Random(seed);
        ReceivedSequences ranges = new ReceivedSequences();
        Set<Long> plain = new TreeSet<>();
        for (int step = 0; step < 400; step++) {
            long first = 1L + random.nextInt(300);
            long last = first + (random.nextInt(4) == 0 ? random.nextInt(20) : 0);
            if (first == last && !plain.contains(first)) {
                boolean isApart = !plain.contains(first - 1) && !plain.contains(first + 1);
                assertThat(ranges.isApart(first)).isEqualTo(isApart);
            }
            ranges.addAll(new SequenceRange(first, last));
            LongStream.rangeClosed(first, last).forEach(plain::add);

            long end = 1L + random.nextInt(330);
            assertThat(members(ranges.ranges())).isEqualTo(List.copyOf(plain));
            assertThat(members(ranges.missingBelow(end))).isEqualTo(absent(plain, end - 1));
            assertThat(members(ranges.missing())).isEqualTo(absent(plain, ranges.highest()));
            assertThat(ranges.contains(end)).isEqualTo(plain.contains(end));
            requireApart(ranges.ranges());
        }
    }

    @Test
    void add_highestNumber_doesNotOverflow() {
        ReceivedSequences ranges = new ReceivedSequences();
        ranges.add(Long.MAX_VALUE);
        ranges.add(1);
        ranges.add(Long.MAX_VALUE - 1);

        assertThat(ranges.ranges())
                .containsExactly(new SequenceRange(1, 1), new SequenceRange(Long.MAX_VALUE - 1, Long.MAX_VALUE));
        assertThat(ranges.missing()).containsExactly(new SequenceRange(2, Long.MAX_VALUE - 2));
        assertThat(ranges.isApart(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void missing_empty_isNothing() {
        ReceivedSequences ranges = new ReceivedSequences();

        assertThat(ranges.highest()).isZero();
        assertThat(ranges.missing()).isEmpty();
        assertThat(ranges.missingBelow(4)).containsExactly(new SequenceRange(1, 3));
    }

    private static List<Long> members(List<SequenceRange> ranges) {
        List<Long> members = new ArrayList<>();
        ranges.forEach(
                range -> LongStream.rangeClosed(range.first(), range.last()).forEach(members::add));
        return members;
    }

    private static List<Long> absent(Set<Long> plain, long last) {
        return LongStream.rangeClosed(1, last)
                .filter(sequence -> !plain.contains(sequence))
                .boxed()
                .toList();
    }

    private static void requireApart(List<SequenceRange> ranges) {
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).first()).isGreaterThan(ranges.get(i - 1).last() + 1);
        }
    }
}
