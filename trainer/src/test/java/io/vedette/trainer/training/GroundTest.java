package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroundTest {
    private static final int SIDE = 20;

    private final Ground ground = new Ground(SIDE, SIDE, 1);

    @Test
    void layUnder_black_showsAnUnevenGround() {
        Random random = new Random(4);
        int brightest = 0;
        for (int i = 0; i < 200; i++) {
            byte[] pixels = new byte[SIDE * SIDE];
            ground.layUnder(pixels, 80, random);
            for (byte pixel : pixels) {
                brightest = Math.max(brightest, pixel & 0xff);
            }
        }
        // A level of 80 and at most 40 % more in a corner.
        assertThat(brightest).isBetween(85, 112);
    }

    @Test
    void layUnder_brightObject_staysAsItIs() {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) 200);
        ground.layUnder(pixels, 80, new Random(4));
        assertThat(pixels).containsOnly(200);
    }
}
