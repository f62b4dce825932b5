package io.vedette.agent.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.contract.CameraHealth.State;
import io.vedette.runtime.media.Frame;
import io.vedette.runtime.media.MediaAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CameraTest {
    private static final MediaAddress LIVE = new MediaAddress.Device(Path.of("/dev/video9"), Map.of());
    private static final MediaAddress FILE = new MediaAddress.File(Path.of("a.mp4"));

    private final List<State> states = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<Long> frames = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger opened = new AtomicInteger();
    private Camera camera = camera(FILE, false, false, address -> new Script(address, 0));

    private class Sink implements FrameSink {
        @Override
        public void accept(Frame frame, long index, long decodedNanos) {
            frames.add(index);
        }

        @Override
        public void ended() {
            ended.countDown();
        }
    }

    /** A source that gives so many frames; then it ends, or says nothing until it is stopped. */
    private static final class Script implements FrameSource {
        private final MediaAddress address;
        private final int count;
        private final boolean isSilentAfter;
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final Frame frame = Frame.of(2, 2, ColourOrder.GREY, ByteBuffer.allocate(4));
        private int given;

        Script(MediaAddress address, int count) {
            this(address, count, false);
        }

        Script(MediaAddress address, int count, boolean isSilentAfter) {
            this.address = address;
            this.count = count;
            this.isSilentAfter = isSilentAfter;
        }

        @Override
        public boolean read() {
            if (given < count) {
                given++;
                return true;
            }
            if (isSilentAfter) {
                try {
                    stopped.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return false;
        }

        @Override
        public Frame frame() {
            return frame;
        }

        @Override
        public boolean isPicture() {
            return false;
        }

        @Override
        public boolean isLive() {
            return address.isLive();
        }

        @Override
        public void stop() {
            stopped.countDown();
        }

        @Override
        public void close() {
            frame.close();
        }
    }

    private Camera camera(MediaAddress source, boolean isRepeated, boolean isGivenUp, FrameSource.Opener opener) {
        return camera(source, isRepeated, isGivenUp, opener, new Sink());
    }

    private Camera camera(
            MediaAddress source, boolean isRepeated, boolean isGivenUp, FrameSource.Opener opener, FrameSink sink) {
        return new Camera(
                new CameraOptions(
                        "belt",
                        source,
                        Pace.SOURCE,
                        isRepeated,
                        isGivenUp,
                        Duration.ofSeconds(5),
                        Duration.ofMillis(1),
                        Duration.ofMillis(4),
                        SceneOptions.OFF),
                address -> {
                    opened.incrementAndGet();
                    return opener.open(address);
                },
                sink,
                status -> states.add(status.state()),
                (kind, message) -> errors.add(kind),
                InstantSource.system(),
                nanos::get);
    }

    @AfterEach
    void close() {
        camera.close();
    }

    @Test
    void run_file_givesEachFrameOnceAndEnds() throws InterruptedException {
        camera = camera(FILE, false, false, address -> new Script(address, 3));

        camera.start();
        ended.await();

        assertThat(frames).containsExactly(0L, 1L, 2L);
        assertThat(states).containsExactly(State.STARTING, State.OK, State.ENDED);
        assertThat(errors).isEmpty();
        assertThat(camera.isEnded()).isTrue();
    }

    @Test
    void run_repeatedFile_numbersOn() {
        camera = camera(FILE, true, false, address -> new Script(address, 2));

        camera.start();
        await().until(() -> frames.size() >= 6);

        assertThat(frames).startsWith(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(states).containsExactly(State.STARTING, State.OK);
    }

    @Test
    void run_cameraGoesAway_isOpenedAgainAndSaysSo() {
        camera = camera(LIVE, false, false, address -> {
            if (opened.get() % 2 == 0) {
                throw new IllegalStateException("no such device");
            }
            return new Script(address, 2);
        });

        camera.start();
        await().until(() -> frames.size() >= 6);

        assertThat(states).startsWith(State.STARTING, State.OK, State.NO_FRAMES, State.NO_FRAMES, State.OK);
        assertThat(errors).contains("camera-lost", "camera-failed");
        assertThat(frames).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void run_fileThatCannotBeRead_isGivenUpWhereThatIsWanted() throws InterruptedException {
        camera = camera(FILE, false, true, address -> {
            throw new IllegalStateException("not there");
        });

        camera.start();
        ended.await();

        assertThat(camera.isFailed()).isTrue();
        assertThat(states).containsExactly(State.STARTING, State.ENDED);
    }

    @Test
    void watch_sourceFallsSilent_isClosedAndOpenedAgain() {
        camera = camera(LIVE, false, false, address -> new Script(address, 1, true));
        camera.start();
        await().until(() -> frames.size() == 1);
        camera.watch();
        assertThat(camera.status().state()).isEqualTo(State.OK);

        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        await().until(() -> {
            camera.watch();
            return frames.size() == 2;
        });

        assertThat(states).containsSubsequence(State.OK, State.NO_FRAMES, State.OK);
        assertThat(errors).contains("camera-silent");
    }

    @Test
    void close_whileTheSourceWaits_ends() throws InterruptedException {
        camera = camera(LIVE, false, false, address -> new Script(address, 1, true));
        camera.start();
        await().until(() -> frames.size() == 1);

        camera.close();

        ended.await();
    }

    @Test
    void close_whileTheSinkHoldsAFrame_theFrameStays() throws InterruptedException {
        List<Boolean> isEmpty = new CopyOnWriteArrayList<>();
        CountDownLatch held = new CountDownLatch(1);
        FrameSink sink = new Sink() {
            @Override
            public void accept(Frame frame, long index, long decodedNanos) {
                held.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    isEmpty.add(frame.isEmpty());
                }
            }
        };
        camera = camera(FILE, false, false, address -> new Script(address, 1), sink);
        camera.start();
        held.await();

        camera.close();

        assertThat(isEmpty).containsExactly(false);
    }

    @Test
    void delayAfter_failures_doublesUpToTheLimit() {
        CameraOptions options = new CameraOptions(
                "a",
                FILE,
                Pace.FAST,
                false,
                false,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                SceneOptions.OFF);

        assertThat(List.of(
                        options.delayAfter(1),
                        options.delayAfter(2),
                        options.delayAfter(3),
                        options.delayAfter(4),
                        options.delayAfter(1000)))
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5));
    }
}
