package io.vedette.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.agent.camera.CameraStatus;
import io.vedette.agent.fixture.TestBundle;
import io.vedette.agent.fixture.TestBundles;
import io.vedette.agent.fixture.TestVideo;
import io.vedette.agent.health.DistinctErrors;
import io.vedette.agent.messaging.Headers;
import io.vedette.agent.pipeline.Classifier;
import io.vedette.agent.pipeline.DecisionStep;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.PictureClassifier;
import io.vedette.agent.pipeline.PipelineCounts;
import io.vedette.agent.pipeline.StageCounts;
import io.vedette.agent.pipeline.StageObserver;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Release;
import io.vedette.runtime.media.MediaOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two cameras that show a video over and over, pictures, and real models for all of them. */
@Timeout(120)
class ModelAtWorkTest {
    private final DistinctErrors errors = new DistinctErrors(InstantSource.system(), Duration.ofHours(1));
    private final Headers headers = new Headers(
            new DeviceId("belt-1"), "boot", InstantSource.system(), System::nanoTime, () -> ClockState.SYNCHRONIZED);
    private final Set<String> seen = Collections.synchronizedSet(new HashSet<>());
    private final List<String> told = new ArrayList<>();
    private AgentConfiguration configuration;
    private Path folder;
    private Observers observers = (camera, ignored, model) -> recording(camera, model);
    private Model first;
    private Cameras cameras;
    private PictureClassifier pictures;
    private ModelAtWork atWork;

    @BeforeEach
    void open(@TempDir Path newFolder) throws IOException {
        folder = newFolder;
        String video = TestVideo.write(folder.resolve("belt.mp4"), 30, TestVideo.bright(20))
                .toString();
        configuration = new ConfigurationReader("belt-1")
                .withText(List.of("cameras", "left", "source"), video)
                .withText(List.of("cameras", "right", "source"), video)
                .with("cameras.left", "{repeat: true, pace: fast}")
                .with("cameras.right", "{repeat: true, pace: fast}")
                .withText(List.of("broker", "url"), "none")
                .read();
        first = ModelAtWork.open(configuration, TestBundle.write(folder).read());
        cameras = new Cameras(
                configuration,
                new Cameras.First(
                        first, (camera, ignored, model) -> observers.observerFor(camera, ignored, model), "boot"),
                new NobodyListens(),
                new Surroundings(errors, InstantSource.system(), System::nanoTime));
        pictures = new PictureClassifier(first.newClassifier(), MediaOptions.DEFAULT, 1_000_000, System::nanoTime);
        atWork = new ModelAtWork(
                first,
                new ModelAtWork.Users(
                        cameras, pictures, (camera, ignored, model) -> observers.observerFor(camera, ignored, model)),
                headers,
                () -> told.add(headerRelease().name()));
        cameras.start();
    }

    @AfterEach
    void close() {
        cameras.close();
        pictures.close();
        assertThat(errors.entries()).isEmpty();
    }

    private StageObserver recording(String camera, Model model) {
        return new StageObserver() {
            @Override
            public void classified(long frame, long presentationUs, ByteBuffer pixels, Classifier classifier) {
                assertThat(classifier.release()).isEqualTo(model.release());
                seen.add(camera + " " + model.release().name());
            }

            @Override
            public void decided(DecisionStep step) {
                // The frames suffice.
            }
        };
    }

    private Release headerRelease() {
        return Objects.requireNonNull(headers.now().release());
    }

    private String pictureRelease() {
        return pictures.classify("white", ByteBuffer.wrap(TestVideo.whitePng()), 1)
                .release()
                .name();
    }

    private Model belt(int number) {
        return ModelAtWork.open(
                configuration,
                TestBundles.reader(TestBundles.KEY.verifyingKey()).read(TestBundles.write(folder, number)));
    }

    private void awaitSeen(String... what) {
        seen.clear();
        await().until(() -> seen.containsAll(List.of(what)));
    }

    @Test
    void switchTo_anotherModel_isAtWorkEverywhereAndNoFrameIsMissing() throws Exception {
        awaitSeen("left brightness", "right brightness");
        Model next = belt(2);

        atWork.switchTo(next);

        assertThat(atWork.current()).isSameAs(next);
        assertThat(told).containsExactly("belt");
        assertThat(headerRelease()).isEqualTo(next.release());
        assertThat(pictureRelease()).isEqualTo("belt");
        assertThat(atWork.counts()).extracting(StageCounts::camera).containsExactly("left", "right");
        assertThat(atWork.counts()).extracting(StageCounts::release).containsOnly(next.release());
        awaitSeen("left belt", "right belt");
        assertThat(seen).containsExactlyInAnyOrder("left belt", "right belt");
        cameras.close();
        assertThat(cameras.counts()).allSatisfy(ModelAtWorkTest::assertComplete);
    }

    private static void assertComplete(PipelineCounts counts) {
        assertThat(counts.failed()).isZero();
        assertThat(counts.classified() + counts.dropped()).isEqualTo(counts.captured());
    }

    @Test
    void switchTo_backAndForth_eachTakesOver() throws Exception {
        Model other = belt(2);
        for (int i = 0; i < 5; i++) {
            atWork.switchTo(other);
            awaitSeen("left belt", "right belt");
            atWork.switchTo(first);
            awaitSeen("left brightness", "right brightness");
        }
        assertThat(pictureRelease()).isEqualTo("brightness");
    }

    @Test
    void switchTo_failsForTheSecondCamera_everythingIsAsItWas() {
        Observers before = observers;
        observers = (camera, ignored, model) -> {
            if (camera.equals("right")) {
                throw new IllegalStateException("on purpose");
            }
            return before.observerFor(camera, ignored, model);
        };

        assertThatThrownBy(() -> atWork.switchTo(belt(2))).hasMessage("on purpose");

        assertThat(atWork.current()).isSameAs(first);
        assertThat(told).isEmpty();
        assertThat(headerRelease()).isEqualTo(first.release());
        assertThat(pictureRelease()).isEqualTo("brightness");
        awaitSeen("left brightness", "right brightness");
        assertThat(seen).doesNotContain("left belt");
    }

    @Test
    void switchTo_camerasAreClosed_isRefused() {
        cameras.close();

        assertThatThrownBy(() -> atWork.switchTo(belt(2))).isInstanceOf(IllegalStateException.class);

        assertThat(atWork.current()).isSameAs(first);
    }

    private static final class NobodyListens implements Cameras.Listener {
        @Override
        public void decided(DecisionStep step) {
            // Nobody listens.
        }

        @Override
        public void changed(String camera, CameraStatus status) {
            // Nobody listens.
        }
    }
}
