package io.vedette.agent.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.contract.CameraHealth.State;
import io.vedette.runtime.media.Frame;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SceneWatchTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int PERIOD_US = 500_000;

    private final Random random = new Random(3);
    private final AtomicInteger seen = new AtomicInteger();
    private final SceneWatch watch = new SceneWatch(SceneOptions.DEFAULT, new CameraListener() {
        @Override
        public void changed(CameraStatus status) {
            throw new AssertionError("a watch does not tell this");
        }

        @Override
        public void seen(byte[] picture) {
            seen.incrementAndGet();
            assertThat(picture).hasSize(160 * 90);
        }
    });

    private double light = 1;
    private double contrast = 1;
    private int cells = 8;
    private double noise = 3;
    private long nowUs;

    @AfterEach
    void close() {
        watch.close();
    }

    /** A chequered scene on which a bright thing goes by, for so many seconds. */
    private void run(int seconds) {
        for (long end = nowUs + seconds * 1_000_000L; nowUs < end; nowUs += PERIOD_US) {
            int thing = (int) (nowUs / PERIOD_US * 23 % WIDTH);
            ByteBuffer pixels = ByteBuffer.allocate(WIDTH * HEIGHT);
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                int x = i % WIDTH;
                int y = i / WIDTH;
                double scene = 110 + (x - thing >= 0 && x - thing < 40 && y > 60 && y < 120 ? 60 : 0);
                scene += 25 * Math.sin(x * Math.PI / cells) * Math.sin(y * Math.PI / cells);
                double value = light * (110 + contrast * (scene - 110)) + noise * random.nextGaussian();
                pixels.put(i, (byte) Math.max(0, Math.min(255, Math.round(value))));
            }
            try (Frame frame = Frame.of(WIDTH, HEIGHT, ColourOrder.GREY, pixels)) {
                watch.see(frame, nowUs);
            }
        }
    }

    private State told() {
        return watch.health().told();
    }

    @Test
    void see_twoFramesASecond_looksOnceASecond() {
        run(10);

        assertThat(seen).hasValue(10);
    }

    @Test
    void see_thingsGoBy_allIsWell() {
        run(120);

        assertThat(told()).isEqualTo(State.OK);
    }

    @Test
    void see_halfTheLight_allIsWell() {
        run(60);

        light = 0.5;
        run(120);

        assertThat(told()).isEqualTo(State.OK);
    }

    @Test
    void see_lostStructure_isBlurredAfterAMinuteAndWellAfterwards() {
        run(60);
        cells = 32;
        noise = 1;
        run(55);
        assertThat(told()).isEqualTo(State.OK);
        run(10);
        assertThat(told()).isEqualTo(State.BLURRED);

        cells = 8;
        noise = 3;
        run(15);

        assertThat(told()).isEqualTo(State.OK);
    }

    @Test
    void see_nextToNothingLeft_isCovered() {
        run(60);

        light = 0.3;
        contrast = 0.03;
        run(10);

        assertThat(told()).isEqualTo(State.COVERED);
    }

    @Test
    void see_blankFromTheBeginning_isCovered() {
        contrast = 0;
        noise = 1;

        run(10);

        assertThat(told()).isEqualTo(State.COVERED);
    }

    @Test
    void see_samePicture_isFrozenAndWellAfterwards() {
        run(5);
        ByteBuffer pixels = ByteBuffer.allocate(WIDTH * HEIGHT);
        random.nextBytes(pixels.array());
        try (Frame frame = Frame.of(WIDTH, HEIGHT, ColourOrder.GREY, pixels)) {
            for (int i = 0; i < 14; i++) {
                watch.see(frame, nowUs);
                nowUs += 1_000_000;
            }
        }
        assertThat(told()).isEqualTo(State.FROZEN);

        run(15);

        assertThat(told()).isEqualTo(State.OK);
    }

    @Test
    void see_switchedOff_looksAway() {
        try (SceneWatch off = new SceneWatch(SceneOptions.OFF, status -> {});
                Frame frame = Frame.of(4, 4, ColourOrder.GREY, ByteBuffer.allocate(16))) {
            off.see(frame, 0);
            off.see(frame, 60_000_000);

            assertThat(off.health().told()).isEqualTo(State.OK);
        }
    }
}
