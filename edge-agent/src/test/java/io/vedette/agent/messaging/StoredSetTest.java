package io.vedette.agent.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.SequenceRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredSetTest {
    private static final StoredSet SET =
            new StoredSet(20, List.of(new SequenceRange(3, 5), new SequenceRange(9, 9), new SequenceRange(20, 20)));

    @Test
    void countAbsent_anyRange_agreesWithContains() {
        for (long first = 1; first < 25; first++) {
            for (long last = first; last < 26; last++) {
                long expected = 0;
                for (long sequence = first; sequence <= last; sequence++) {
                    expected += SET.contains(sequence) ? 0 : 1;
                }
                assertThat(SET.countAbsent(first, last)).as(first + "…" + last).isEqualTo(expected);
            }
        }
    }

    @Test
    void firstAbsentFrom_anySequence_agreesWithContains() {
        for (long from = 1; from < 25; from++) {
            long expected = from;
            while (SET.contains(expected)) {
                expected++;
            }
            assertThat(SET.firstAbsentFrom(from)).as("from " + from).isEqualTo(expected);
        }
    }
}
