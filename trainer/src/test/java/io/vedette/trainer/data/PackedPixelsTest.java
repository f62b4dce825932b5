package io.vedette.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PackedPixelsTest {
    @Test
    void get_examplesOfSeveralBlocks_areWhatWasAdded() {
        // Three examples fill a block of 8 MiB.
        int bytes = (8 << 20) / 3;
        PackedPixels pixels = new PackedPixels(bytes);
        for (int i = 0; i < 7; i++) {
            byte[] source = new byte[bytes + 1];
            Arrays.fill(source, (byte) i);
            source[0] = -1;
            pixels.add(source, 1);
        }
        pixels.trim();
        assertThat(pixels.size()).isEqualTo(7);
        for (int i = 0; i < 7; i++) {
            byte[] example = pixels.get(i);
            assertThat(example).hasSize(bytes);
            assertThat(example[0]).isEqualTo((byte) i);
            assertThat(example[bytes - 1]).isEqualTo((byte) i);
        }
        assertThatThrownBy(() -> pixels.get(7)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
