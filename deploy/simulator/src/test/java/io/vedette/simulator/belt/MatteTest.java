package io.vedette.simulator.belt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MatteTest {
    private static final int SIZE = 20;

    /** A light block of 12 × 12 in the middle with a dark hole of 2 × 2 in it. */
    private static byte[] block() {
        byte[] brightness = new byte[SIZE * SIZE];
        for (int y = 4; y < 16; y++) {
            Arrays.fill(brightness, y * SIZE + 4, y * SIZE + 16, (byte) 200);
        }
        brightness[9 * SIZE + 9] = 0;
        brightness[9 * SIZE + 10] = 0;
        brightness[10 * SIZE + 9] = 0;
        brightness[10 * SIZE + 10] = 0;
        return brightness;
    }

    private static int at(byte[] alpha, int x, int y) {
        return alpha[y * SIZE + x] & 0xff;
    }

    @Test
    void alpha_darkSurroundings_areTakenAwayAndTheHoleStays() {
        byte[] alpha = Matte.alpha(block(), SIZE, 24);

        assertThat(at(alpha, 0, 0)).isZero();
        assertThat(at(alpha, 3, 10)).isZero();
        assertThat(at(alpha, 9, 9)).isEqualTo(255);
        assertThat(at(alpha, 7, 7)).isEqualTo(255);
    }

    @Test
    void alpha_edge_isSoft() {
        byte[] alpha = Matte.alpha(block(), SIZE, 24);

        // Three of the five columns around x = 4 belong to the block.
        assertThat(at(alpha, 4, 10)).isEqualTo(255 * 15 / 25);
    }

    @Test
    void alpha_thresholdOfZero_keepsTheRectangle() {
        assertThat(Matte.alpha(block(), SIZE, 0)).containsOnly(255);
    }
}
