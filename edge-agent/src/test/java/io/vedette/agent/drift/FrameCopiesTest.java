package io.vedette.agent.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCopiesTest {
    private final FrameCopies copies = new FrameCopies(() -> new FrameCopy(1, 2, 1));

    private void offer(long frames) {
        for (long frame = 0; frame < frames; frame++) {
            copies.offer(
                    frame, frame * 10, ByteBuffer.wrap(new byte[] {(byte) frame}), new float[] {frame, 0}, new float[] {
                        frame
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 15, 16, 17, 33, 64, 1000, 12_345})
    void findNearest_middleOfAStretch_isNearIt(long frames) {
        offer(frames);

        FrameCopy middle = Objects.requireNonNull(copies.findNearest(frames / 2));

        assertThat(Math.abs(middle.frame() - frames / 2)).isLessThanOrEqualTo(frames / 12 + 1);
        assertThat(middle.sourceUs()).isEqualTo(middle.frame() * 10);
        assertThat(middle.pixels().get(0)).isEqualTo((byte) middle.frame());
        assertThat(middle.probabilities()[0]).isEqualTo((float) middle.frame());
        assertThat(middle.embedding()[0]).isEqualTo((float) middle.frame());
        assertThat(copies.first().frame()).isZero();
        assertThat(copies.seen()).isEqualTo(frames);
    }

    @Test
    void clear_nothingIsLeft() {
        offer(40);

        copies.clear();

        assertThat(copies.findNearest(0)).isNull();
        assertThat(copies.seen()).isZero();
        offer(1);
        assertThat(copies.first().frame()).isZero();
    }
}
