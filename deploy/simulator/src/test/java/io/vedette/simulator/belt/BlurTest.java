package io.vedette.simulator.belt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlurTest {
    private static final int SIDE = 101;

    @Test
    void apply_nothing_changesNothing() {
        byte[] plane = new byte[SIDE * SIDE];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (byte) (i * 31);
        }
        byte[] before = plane.clone();

        new Blur(SIDE, SIDE, 0).apply(plane);

        assertThat(plane).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2.5, 6, 9.6})
    void apply_step_becomesAGaussianOfThatDeviation(double deviation) {
        byte[] plane = new byte[SIDE * SIDE];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (byte) (i % SIDE < SIDE / 2 ? 0 : 250);
        }

        new Blur(SIDE, SIDE, deviation).apply(plane);

        double variance = 0;
        int middleRow = SIDE / 2 * SIDE;
        // The step's derivative is the kernel, seen from between the two middle columns.
        for (int x = 1; x < SIDE; x++) {
            int slope = (plane[middleRow + x] & 0xff) - (plane[middleRow + x - 1] & 0xff);
            double distance = x - SIDE / 2;
            variance += slope / 250.0 * distance * distance;
        }
        // Rounding to whole levels takes away the thin ends of the bell.
        assertThat(Math.sqrt(variance)).isCloseTo(deviation, within(0.05 * deviation + 0.03));
    }

    @Test
    void apply_evenPlane_staysEvenToTheEdge() {
        byte[] plane = new byte[SIDE * SIDE];
        Arrays.fill(plane, (byte) 90);

        new Blur(SIDE, SIDE, 30).apply(plane);

        assertThat(plane).containsOnly((byte) 90);
    }
}
