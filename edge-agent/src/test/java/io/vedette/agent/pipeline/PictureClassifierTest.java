package io.vedette.agent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.agent.fixture.TestVideo;
import io.vedette.runtime.media.MediaOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PictureClassifierTest {
    private static final String[] LABELS = {"dark", "bright"};

    private final FakeEngine before = new FakeEngine(8, 2);
    private final FakeEngine after = new FakeEngine(4, 2);

    private static PictureClassifier over(FakeEngine engine) {
        return new PictureClassifier(engine.toClassifier(1, LABELS), MediaOptions.DEFAULT, 1_000_000, System::nanoTime);
    }

    private static int releaseOf(PictureClassifier pictures) {
        return pictures.classify("white", ByteBuffer.wrap(TestVideo.whitePng()), 1)
                .release()
                .number();
    }

    @Test
    void switchTo_noPictureUnderWay_takesOverAndFreesTheOneBefore() {
        try (PictureClassifier pictures = over(before)) {
            pictures.switchTo(PictureClassifier.prepare(after.toClassifier(2, LABELS)));

            assertThat(before.isClosed()).isTrue();
            assertThat(releaseOf(pictures)).isEqualTo(2);
        }
        assertThat(after.isClosed()).isTrue();
    }

    @Test
    void switchTo_pictureInAnEngineThatHangs_doesNotWait() {
        HangingEngine hanging = new HangingEngine();
        try (PictureClassifier pictures = over(hanging)) {
            CompletableFuture<Integer> asked = CompletableFuture.supplyAsync(() -> releaseOf(pictures));
            await().atMost(Duration.ofSeconds(60)).until(() -> hanging.entered.getCount() == 0);

            pictures.switchTo(PictureClassifier.prepare(after.toClassifier(2, LABELS)));
            assertThat(hanging.isClosed()).isFalse();
            hanging.go.countDown();

            assertThat(asked.join()).isEqualTo(1);
            await().atMost(Duration.ofSeconds(60)).until(hanging::isClosed);
            assertThat(releaseOf(pictures)).isEqualTo(2);
        }
    }

    @Test
    void switchTo_twiceWhileAPictureIsUnderWay_freesTheOneThatNeverRan() {
        HangingEngine hanging = new HangingEngine();
        FakeEngine never = new FakeEngine(8, 2);
        try (PictureClassifier pictures = over(hanging)) {
            CompletableFuture<Integer> asked = CompletableFuture.supplyAsync(() -> releaseOf(pictures));
            await().atMost(Duration.ofSeconds(60)).until(() -> hanging.entered.getCount() == 0);

            pictures.switchTo(PictureClassifier.prepare(never.toClassifier(2, LABELS)));
            pictures.switchTo(PictureClassifier.prepare(after.toClassifier(3, LABELS)));
            assertThat(never.isClosed()).isTrue();
            hanging.go.countDown();
            asked.join();

            assertThat(releaseOf(pictures)).isEqualTo(3);
        }
    }

    /** Stays in its first picture until it is let go. */
    private static final class HangingEngine extends FakeEngine {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        HangingEngine() {
            super(8, 2);
        }

        @Override
        public void run() {
            entered.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            super.run();
        }
    }
}
