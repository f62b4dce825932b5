package io.vedette.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {
    @Test
    void isStored_belowMarkAndNotMissing_isTrue() {
        Acknowledgement ack = new Acknowledgement(
                Samples.header(null), "o", 10, List.of(new SequenceRange(2, 3), new SequenceRange(7, 7)));

        assertThat(java.util.stream.LongStream.rangeClosed(1, 12).filter(ack::isStored))
                .containsExactly(1L, 4L, 5L, 6L, 8L, 9L, 10L);
    }

    @Test
    void create_rangesOutOfOrderOrAboveMark_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Acknowledgement(
                        Samples.header(null), "o", 10, List.of(new SequenceRange(7, 7), new SequenceRange(2, 3))));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Acknowledgement(Samples.header(null), "o", 10, List.of(new SequenceRange(9, 11))));
    }
}
