package io.vedette.agent.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import io.vedette.agent.pipeline.RecordingObserver.Result;
import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Prediction.Phase;
import io.vedette.runtime.image.Region;
import io.vedette.runtime.media.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CameraPipelineTest {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;
    private static final int DARK = 0;
    private static final int BRIGHT = 255;
    private static final String[] LABELS = {"dark", "bright"};

    private final List<DecisionStep> steps = Collections.synchronizedList(new ArrayList<>());
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
    private final List<FakeEngine> engines = new ArrayList<>();
    private final List<CameraPipeline> pipelines = new ArrayList<>();
    private long nextFrame;

    @AfterEach
    void closeAll() {
        pipelines.forEach(CameraPipeline::close);
        assertThat(engines).allMatch(FakeEngine::isClosed);
    }

    private FakeEngine engine(int side) {
        return keep(new FakeEngine(side, LABELS.length));
    }

    private <T extends FakeEngine> T keep(T engine) {
        engines.add(engine);
        return engine;
    }

    private CameraPipeline pipeline(boolean isDropping, Classifier first, StageObserver observer) {
        SmoothingOptions smoothing =
                new SmoothingOptions(2, 0.8, Set.of("dark"), DecisionRule.LABEL, Duration.ofDays(1), 2);
        CameraPipeline pipeline = new CameraPipeline(
                new CameraPipeline.Setup("belt", "boot", Region.WHOLE, isDropping, smoothing),
                first,
                observer,
                steps::add,
                (kind, message) -> errors.add(kind),
                InstantSource.system(),
                System::nanoTime);
        pipelines.add(pipeline);
        return pipeline;
    }

    private CameraPipeline started(Classifier first, StageObserver observer) {
        CameraPipeline pipeline = pipeline(false, first, observer);
        pipeline.start();
        return pipeline;
    }

    private void show(CameraPipeline pipeline, int brightness, int frames) throws InterruptedException {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        Arrays.fill(pixels, (byte) brightness);
        try (Frame frame = Frame.of(WIDTH, HEIGHT, ColourOrder.GREY, ByteBuffer.wrap(pixels))) {
            for (int i = 0; i < frames; i++) {
                pipeline.accept(frame, nextFrame++, System.nanoTime());
            }
        }
    }

    private static void awaitClassified(CameraPipeline pipeline, long frames) {
        await().until(() -> pipeline.counts().classified() >= frames);
    }

    private static void awaitThrough(CompletableFuture<Void> takeover) throws Exception {
        takeover.get(60, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void switchTo_atRandomMoments_everyFrameHasAResultOfOneReleaseInOrder(int seed) throws Exception {
        int frames = 2000;
        int switches = 20;
        List<Result> results = new ArrayList<>();
        CameraPipeline pipeline = started(engine(8).toClassifier(1, LABELS), new RecordingObserver(results));
        Random random = new Random(seed);
        List<Integer> moments =
                random.ints(switches, 0, frames).sorted().boxed().toList();
        CompletableFuture<Void> switching = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < switches; i++) {
                while (pipeline.counts().captured() < moments.get(i)) {
                    Thread.onSpinWait();
                }
                Classifier next = engine(4 + random.nextInt(12)).toClassifier(i + 2, LABELS);
                pipeline.switchTo(next, new RecordingObserver(results)).join();
            }
        });

        for (int i = 0; i < frames; i++) {
            show(pipeline, i % 256, 1);
        }
        awaitThrough(switching);
        pipeline.ended();
        assertThat(pipeline.awaitEnd(60_000)).isTrue();

        assertThat(results).extracting(Result::frame).containsExactlyElementsOf(indexes(frames));
        assertThat(results).extracting(Result::release).isSorted();
        assertThat(results).extracting(Result::release).contains(1).hasSizeGreaterThan(switches);
        assertThat(results).allSatisfy(result -> assertThat(result.mean() * 255)
                .isEqualTo((float) (result.frame() % 256), offset(0.01f)));
        assertThat(pipeline.counts().classified()).isEqualTo(frames);
        assertThat(pipeline.stageCounts().release().number()).isEqualTo(switches + 1);
        assertThat(engines.subList(0, switches)).allMatch(FakeEngine::isClosed);
        assertThat(errors).isEmpty();
    }

    private static List<Long> indexes(int count) {
        List<Long> indexes = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            indexes.add(i);
        }
        return indexes;
    }

    @Test
    void switchTo_framesMayBeDropped_eachIsCountedOnceAndInOrder() throws Exception {
        List<Result> results = new ArrayList<>();
        CameraPipeline pipeline = pipeline(true, engine(8).toClassifier(1, LABELS), new RecordingObserver(results));
        pipeline.start();

        for (int release = 2; release < 30; release++) {
            show(pipeline, BRIGHT, 20);
            awaitThrough(
                    pipeline.switchTo(engine(release).toClassifier(release, LABELS), new RecordingObserver(results)));
        }
        pipeline.ended();
        pipeline.awaitEnd(0);

        PipelineCounts counts = pipeline.counts();
        assertThat(counts.captured()).isEqualTo(28 * 20);
        assertThat(counts.classified() + counts.dropped()).isEqualTo(counts.captured());
        assertThat(results).extracting(Result::frame).isSorted().doesNotHaveDuplicates();
        assertThat(results).extracting(Result::release).isSorted();
        assertThat(results).hasSize((int) counts.classified());
    }

    @Test
    void switchTo_sameLabels_decisionGoesOnAndIsToldWithTheNewRelease() throws Exception {
        CameraPipeline pipeline = started(engine(8).toClassifier(1, LABELS), StageObserver.NONE);
        show(pipeline, BRIGHT, 5);

        awaitThrough(pipeline.switchTo(engine(4).toClassifier(2, LABELS), StageObserver.NONE));
        show(pipeline, BRIGHT, 5);
        show(pipeline, DARK, 5);
        pipeline.ended();
        pipeline.awaitEnd(0);

        assertThat(steps).extracting(DecisionStep::phase).containsExactly(Phase.NEW, Phase.END);
        assertThat(steps).extracting(step -> step.release().number()).containsExactly(1, 2);
        assertThat(steps).extracting(DecisionStep::decision).containsOnly("boot-belt-1");
        assertThat(steps.get(1).lastFrame()).isEqualTo(9);
    }

    @Test
    void switchTo_noLaterFrame_decisionEndsAsTheReleaseThatSawItLast() throws Exception {
        CameraPipeline pipeline = started(engine(8).toClassifier(1, LABELS), StageObserver.NONE);
        show(pipeline, BRIGHT, 5);
        Classifier next = engine(4).toClassifier(2, LABELS);
        next.warmUp();

        awaitThrough(pipeline.switchTo(next, StageObserver.NONE));
        pipeline.ended();
        pipeline.awaitEnd(0);

        DecisionStep end = steps.get(1);
        assertThat(end.phase()).isEqualTo(Phase.END);
        assertThat(end.release().number()).isEqualTo(1);
        assertThat(end.top().get(0).label()).isEqualTo("bright");
    }

    @Test
    void switchTo_otherLabels_decisionEndsWithTheOldReleaseAndAnotherBegins() throws Exception {
        CameraPipeline pipeline = started(engine(8).toClassifier(1, LABELS), StageObserver.NONE);
        show(pipeline, BRIGHT, 5);

        awaitThrough(pipeline.switchTo(
                keep(new FakeEngine(8, 3)).toClassifier(2, "dark", "grey", "glaring"), StageObserver.NONE));
        show(pipeline, BRIGHT, 5);
        pipeline.ended();
        pipeline.awaitEnd(0);

        assertThat(steps).extracting(DecisionStep::phase).containsExactly(Phase.NEW, Phase.END, Phase.NEW, Phase.END);
        assertThat(steps).extracting(DecisionStep::label).containsExactly("bright", "bright", "glaring", "glaring");
        assertThat(steps).extracting(step -> step.release().number()).containsExactly(1, 1, 2, 2);
        assertThat(steps.get(1).lastFrame()).isEqualTo(4);
        assertThat(steps.get(2).firstFrame()).isEqualTo(5);
        assertThat(steps.get(2).top()).extracting(Prediction.Score::label).startsWith("glaring");
    }

    @Test
    void switchTo_noFrameComes_isThrough() throws Exception {
        RecordingObserver before = new RecordingObserver();
        CameraPipeline pipeline = started(engine(8).toClassifier(1, LABELS), before);

        awaitThrough(pipeline.switchTo(engine(8).toClassifier(2, LABELS), StageObserver.NONE));

        assertThat(engines.get(0).isClosed()).isTrue();
        assertThat(engines.get(1).isClosed()).isFalse();
        assertThat(before.ends()).isEqualTo(1);
        assertThat(pipeline.stageCounts().release().number()).isEqualTo(2);
    }

    @Test
    void switchTo_afterTheEnd_isThroughAndEachObserverHearsTheEndOnce() throws Exception {
        RecordingObserver before = new RecordingObserver();
        RecordingObserver after = new RecordingObserver();
        CameraPipeline pipeline = started(engine(8).toClassifier(1, LABELS), before);
        show(pipeline, BRIGHT, 5);
        pipeline.ended();
        pipeline.awaitEnd(0);

        awaitThrough(pipeline.switchTo(engine(8).toClassifier(2, LABELS), after));
        pipeline.close();

        assertThat(before.ends()).isEqualTo(1);
        assertThat(after.ends()).isEqualTo(1);
    }

    @Test
    void switchTo_frameInTheOldEngine_waitsForItAndThenTheOldIsFreed() throws Exception {
        StuckEngine stuck = keep(new StuckEngine());
        RecordingObserver before = new RecordingObserver();
        CameraPipeline pipeline = started(stuck.toClassifier(1, LABELS), before);
        show(pipeline, BRIGHT, 1);
        stuck.entered.await();

        CompletableFuture<Void> takeover = pipeline.switchTo(engine(8).toClassifier(2, LABELS), StageObserver.NONE);
        show(pipeline, BRIGHT, 1);
        assertThat(takeover).isNotDone();
        assertThat(stuck.isClosed()).isFalse();
        stuck.go.countDown();
        awaitThrough(takeover);

        assertThat(stuck.isClosed()).isTrue();
        assertThat(before.results).extracting(Result::frame).containsExactly(0L);
    }

    @Test
    void switchTo_whileOneIsUnderWay_isRefusedAndItsModelFreed() throws Exception {
        StuckEngine stuck = keep(new StuckEngine());
        CameraPipeline pipeline = started(stuck.toClassifier(1, LABELS), StageObserver.NONE);
        show(pipeline, BRIGHT, 1);
        stuck.entered.await();
        CompletableFuture<Void> takeover = pipeline.switchTo(engine(8).toClassifier(2, LABELS), StageObserver.NONE);
        Classifier third = engine(8).toClassifier(3, LABELS);

        assertThatThrownBy(() -> pipeline.switchTo(third, StageObserver.NONE))
                .isInstanceOf(IllegalStateException.class);

        assertThat(engines.get(2).isClosed()).isTrue();
        stuck.go.countDown();
        awaitThrough(takeover);
        assertThat(pipeline.stageCounts().release().number()).isEqualTo(2);
    }

    @Test
    void close_whileASwitchIsUnderWay_finishesItAndFreesBoth() throws Exception {
        StuckEngine stuck = keep(new StuckEngine());
        CameraPipeline pipeline = started(stuck.toClassifier(1, LABELS), StageObserver.NONE);
        show(pipeline, BRIGHT, 1);
        stuck.entered.await();
        CompletableFuture<Void> takeover = pipeline.switchTo(engine(8).toClassifier(2, LABELS), StageObserver.NONE);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(pipeline::close);
        stuck.go.countDown();
        awaitThrough(closing);

        assertThat(takeover).isCompleted();
        assertThat(engines).hasSize(2).allMatch(FakeEngine::isClosed);
    }

    @Test
    void prepare_successorThatIsNotToTakeOver_isFreedAndTheOldGoesOn() throws Exception {
        CameraPipeline pipeline = started(engine(8).toClassifier(1, LABELS), StageObserver.NONE);
        CameraPipeline.Successor successor = pipeline.prepare(engine(8).toClassifier(2, LABELS), StageObserver.NONE);

        successor.close();
        show(pipeline, BRIGHT, 3);
        awaitClassified(pipeline, 3);

        assertThat(engines.get(1).isClosed()).isTrue();
        assertThat(engines.get(0).isClosed()).isFalse();
        assertThat(pipeline.stageCounts().release().number()).isEqualTo(1);
    }

    @Test
    void close_beforeASwitchIsThrough_cancelsItAndFreesBoth() {
        CameraPipeline pipeline = pipeline(false, engine(8).toClassifier(1, LABELS), StageObserver.NONE);
        RecordingObserver after = new RecordingObserver();
        CompletableFuture<Void> takeover = pipeline.switchTo(engine(8).toClassifier(2, LABELS), after);

        pipeline.close();

        assertThat(takeover).isCancelled();
        assertThat(after.ends()).isEqualTo(1);
        assertThat(engines).hasSize(2).allMatch(FakeEngine::isClosed);
        Classifier third = engine(8).toClassifier(3, LABELS);
        assertThatThrownBy(() -> pipeline.switchTo(third, StageObserver.NONE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void switchTo_engineThatFails_isCountedForItsReleaseAloneAndCanBeLeft() throws Exception {
        CameraPipeline pipeline = started(engine(8).toClassifier(1, LABELS), StageObserver.NONE);
        show(pipeline, BRIGHT, 3);
        awaitThrough(pipeline.switchTo(keep(new FailingEngine()).toClassifier(2, LABELS), StageObserver.NONE));
        show(pipeline, BRIGHT, 4);
        await().until(() -> pipeline.stageCounts().failed() == 4);
        assertThat(pipeline.stageCounts().classified()).isZero();

        awaitThrough(pipeline.switchTo(engine(8).toClassifier(3, LABELS), StageObserver.NONE));
        show(pipeline, BRIGHT, 5);
        awaitClassified(pipeline, 8);

        StageCounts last = pipeline.stageCounts();
        assertThat(last.failed()).isZero();
        assertThat(last.classified()).isEqualTo(5);
        assertThat(last.latencyMs().total()).isEqualTo(5);
        assertThat(last.computeMs().total()).isEqualTo(5);
        assertThat(pipeline.counts().failed()).isEqualTo(4);
        assertThat(errors).hasSize(4).containsOnly("frame-not-classified");
    }

    @Test
    void observer_everyFrameAndStep_isShownBeforeTheNext() throws Exception {
        RecordingObserver observer = new RecordingObserver();
        CameraPipeline pipeline = started(engine(8).toClassifier(1, LABELS), observer);

        show(pipeline, BRIGHT, 3);
        pipeline.ended();
        pipeline.awaitEnd(0);

        assertThat(observer.results)
                .containsExactly(new Result(0, 1, 64, 1), new Result(1, 1, 64, 1), new Result(2, 1, 64, 1));
        assertThat(observer.steps).isEqualTo(steps).hasSize(2);
        assertThat(observer.ends()).isEqualTo(1);
    }

    @Test
    void observerOrListenerThatFails_isReportedAndCostsNothing() throws Exception {
        StageObserver failing = new StageObserver() {
            @Override
            public void classified(long frame, long presentationUs, ByteBuffer pixels, Classifier classifier) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void decided(DecisionStep step) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void ended() {
                throw new IllegalStateException("on purpose");
            }
        };
        CameraPipeline pipeline = started(engine(8).toClassifier(1, LABELS), failing);

        show(pipeline, BRIGHT, 3);
        pipeline.ended();
        pipeline.awaitEnd(0);

        assertThat(pipeline.counts().classified()).isEqualTo(3);
        assertThat(steps).extracting(DecisionStep::phase).containsExactly(Phase.NEW, Phase.END);
        assertThat(errors).hasSize(6).containsOnly("observer-failed");
    }

    /** Stays in its first frame until it is let go. */
    private static final class StuckEngine extends FakeEngine {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        StuckEngine() {
            super(8, LABELS.length);
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

    /** Fails on every frame. */
    private static final class FailingEngine extends FakeEngine {
        FailingEngine() {
            super(8, LABELS.length);
        }

        @Override
        public void run() {
            throw new IllegalStateException("on purpose");
        }
    }
}
