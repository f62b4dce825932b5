package io.vedette.agent.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.CameraHealth.State;
import io.vedette.runtime.media.FrameReader;
import io.vedette.runtime.media.MediaAddress;
import io.vedette.runtime.media.MediaOptions;
import io.vedette.runtime.media.VideoFormat;
import io.vedette.runtime.media.VideoWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenes at rest and frozen pictures as an encoder gives them, with keyframes now and then. */
class FrozenVideoTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int FRAMES_PER_SECOND = 5;
    private static final int BLACK = 16;

    private final Random random = new Random(3);
    private final byte[] luma = new byte[WIDTH * HEIGHT];
    private final byte[] chroma = new byte[WIDTH * HEIGHT / 4];
    private final byte[] sensor = new byte[1 << 18];

    @TempDir
    private Path folder = Path.of("");

    /** What the camera does for so many seconds. */
    private record Stretch(Motion motion, int seconds) {}

    private enum Motion {
        MOVING,
        AT_REST,
        FROZEN
    }

    /** What is told after each second. */
    private List<State> watch(double noise, int keyframeInterval, Stretch... stretches) {
        Path video = folder.resolve("scene.mp4");
        write(video, noise, keyframeInterval, stretches);
        List<State> told = new ArrayList<>();
        try (SceneWatch watch = new SceneWatch(SceneOptions.DEFAULT, status -> {});
                FrameReader reader = FrameReader.open(new MediaAddress.File(video), MediaOptions.DEFAULT)) {
            for (int frame = 0; reader.read(); frame++) {
                watch.see(reader.frame(), reader.frame().presentationUs());
                if (frame % FRAMES_PER_SECOND == 0) {
                    told.add(watch.health().told());
                }
            }
        }
        return told;
    }

    private void write(Path video, double noise, int keyframeInterval, Stretch... stretches) {
        Arrays.fill(chroma, (byte) 128);
        for (int i = 0; i < sensor.length; i++) {
            sensor[i] = (byte) Math.round(noise * random.nextGaussian());
        }
        VideoFormat format = new VideoFormat(WIDTH, HEIGHT, FRAMES_PER_SECOND, 26, keyframeInterval);
        int way = 0;
        try (VideoWriter writer = VideoWriter.open(video, format)) {
            for (Stretch stretch : stretches) {
                for (int i = 0; i < stretch.seconds() * FRAMES_PER_SECOND; i++) {
                    way += stretch.motion() == Motion.MOVING ? 7 : 0;
                    if (stretch.motion() != Motion.FROZEN || i == 0) {
                        draw(way);
                    }
                    writer.write(luma, chroma, chroma);
                }
            }
            writer.finish();
        }
    }

    /** A grained belt with a bright thing on it, seen through a noisy sensor. */
    private void draw(int way) {
        for (int y = 0; y < HEIGHT; y++) {
            int from = random.nextInt(sensor.length - WIDTH);
            for (int x = 0; x < WIDTH; x++) {
                int place = Math.floorMod(x - way, WIDTH);
                double belt = 80 + 4 * Math.sin(place * 0.3 + y * 0.11) + 3 * Math.sin(place * 0.07 - y * 0.2);
                double thing = place > 100 && place < 180 && y > 80 && y < 160 ? 60 : 0;
                luma[y * WIDTH + x] = (byte) Math.max(BLACK, belt + thing + sensor[from + x]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5,5", "0.5,7", "2,5", "2,7", "2,10", "2,25", "4,10", "4,13"})
    void see_pictureFrozenAfterMovement_isToldThoughItIsEncodedAnew(double noise, int keyframeInterval) {
        List<State> told =
                watch(noise, keyframeInterval, new Stretch(Motion.MOVING, 20), new Stretch(Motion.FROZEN, 20));

        assertThat(told.subList(0, 28)).containsOnly(State.OK);
        assertThat(told.subList(37, 40)).containsOnly(State.FROZEN);
    }

    @Test
    void see_pictureFrozenFromTheBeginning_isTold() {
        assertThat(watch(2, 10, new Stretch(Motion.FROZEN, 20)).subList(17, 20)).containsOnly(State.FROZEN);
    }

    @ParameterizedTest
    @CsvSource({"0.5,5", "0.5,7", "2,5", "2,10", "2,25", "2,40", "4,10", "4,13"})
    void see_beltStops_isNotFrozen(double noise, int keyframeInterval) {
        List<State> told =
                watch(noise, keyframeInterval, new Stretch(Motion.MOVING, 20), new Stretch(Motion.AT_REST, 40));

        assertThat(told).containsOnly(State.OK);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2})
    void see_atRestFromTheBeginning_isNotFrozen(double noise) {
        assertThat(watch(noise, 10, new Stretch(Motion.AT_REST, 40))).containsOnly(State.OK);
    }

    @Test
    void see_movesAgain_isWell() {
        List<State> told = watch(
                2, 10, new Stretch(Motion.MOVING, 5), new Stretch(Motion.FROZEN, 20), new Stretch(Motion.MOVING, 20));

        assertThat(told.subList(22, 25)).containsOnly(State.FROZEN);
        assertThat(told.subList(37, 45)).containsOnly(State.OK);
    }
}
