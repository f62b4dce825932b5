package io.vedette.agent.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StillnessTest {
    private static final int PIXELS = 20_000;

    private final Stillness stillness = new Stillness(PIXELS, Duration.ofSeconds(10));
    private int second;

    /** A look with {@code changed} pixels of its own that are one level brighter, so that any two are 2 · {@code changed} / {@value #PIXELS} apart. */
    private static byte[] look(int number, int changed) {
        byte[] look = new byte[PIXELS];
        Arrays.fill(look, (byte) 100);
        for (int i = 0; i < changed; i++) {
            look[(number * changed + i) % PIXELS]++;
        }
        return look;
    }

    /** So many looks, one a second, each as far from all others; whether the picture is the same at last. */
    private boolean run(int looks, double distance) {
        boolean isStill = false;
        for (int i = 0; i < looks; i++) {
            isStill = stillness.accept(look(second, (int) Math.round(distance * PIXELS / 2)), second++ * 1_000_000L);
        }
        return isStill;
    }

    @Test
    void accept_sameLook_isStillWhenItHasLasted() {
        assertThat(run(10, 0)).isFalse();
        assertThat(run(1, 0)).isTrue();
    }

    @Test
    void accept_quietCamera_isNotStillAtWhatIsUsualThere() {
        run(40, 0.06);

        assertThat(run(40, 0.03)).isFalse();
    }

    @Test
    void accept_livelyCamera_isStillAtFarLessThanUsual() {
        run(40, 0.4);

        assertThat(run(40, 0.03)).isTrue();
    }

    @Test
    void accept_recordingThatBeginsAnew_isNotStill() {
        for (int i = 0; i < 60; i++) {
            byte[] look = new byte[PIXELS];
            Arrays.fill(look, (byte) (100 + i % 8));

            assertThat(stillness.accept(look, i * 1_000_000L)).isFalse();
        }
    }
}
