package io.vedette.agent.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.agent.storage.FolderStorage;
import io.vedette.agent.storage.Storage;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Statistic;
import io.vedette.core.drift.Verdict;
import io.vedette.runtime.image.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class DriftMonitorTest {
    private static final String REFERENCE = "ab".repeat(32);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T08:00:00Z"));

    private final List<DriftFinding> findings = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Evaluations evaluations = new Evaluations((kind, message) -> errors.add(kind));
    private final SyntheticBelt belt = new SyntheticBelt(5);

    private Path folder;
    private Storage storage;

    @BeforeEach
    void open(@TempDir Path newFolder) throws IOException {
        folder = newFolder;
        storage = FolderStorage.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        evaluations.close();
        storage.close();
    }

    private DriftMonitor monitor(DriftReference reference, @Nullable CommissioningOptions commissioning) {
        return monitor(reference, true, Duration.ofHours(24), commissioning);
    }

    private DriftMonitor monitor(
            DriftReference reference,
            boolean isPerItem,
            Duration window,
            @Nullable CommissioningOptions commissioning) {
        return monitor(reference, REFERENCE, isPerItem, window, commissioning);
    }

    private DriftMonitor monitor(
            DriftReference reference,
            String referenceId,
            boolean isPerItem,
            Duration window,
            @Nullable CommissioningOptions commissioning) {
        return new DriftMonitor(
                new DriftMonitor.Setup(
                        "belt",
                        reference,
                        referenceId,
                        SyntheticBelt.SPECIFICATION,
                        Region.WHOLE,
                        new DriftOptions(isPerItem, Duration.ofSeconds(2), window, 1e-5, commissioning),
                        storage),
                evaluations,
                findings::add,
                (kind, message) -> errors.add(kind),
                CLOCK);
    }

    private void await() {
        try {
            assertThat(evaluations.flush(Duration.ofSeconds(30))).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(DriftMonitor monitor, int items) {
        belt.run(monitor, items, this::await);
    }

    /** Items from now until the first alarm; −1 if there is none in so many. */
    private int itemsUntilAlarm(DriftMonitor monitor, int most) {
        for (int i = 1; i <= most; i++) {
            run(monitor, 1);
            if (monitor.isAlarm()) {
                return i;
            }
        }
        return -1;
    }

    private static SignalReport signal(DriftFinding finding, Signal signal) {
        return finding.signals().stream()
                .filter(report -> report.signal() == signal)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void run_twentyUnchangedWindows_noAlarm() {
        DriftMonitor monitor = monitor(BeltReference.get(), null);

        run(monitor, 20 * DriftReference.WINDOW);

        assertThat(findings).hasSizeGreaterThanOrEqualTo(40);
        assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.ALARM);
        assertThat(findings.get(0).verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(findings.get(findings.size() - 1).verdict()).isEqualTo(Verdict.OK);
        assertThat(errors).isEmpty();
    }

    private enum Change {
        DARKER(Cause.LIGHT, 60, belt -> belt.light = 0.7),
        BRIGHTER(Cause.LIGHT, 60, belt -> belt.light = 1.4),
        BLUR(Cause.FOCUS, 60, belt -> belt.isBlurred = true),
        COVER(Cause.COVER, 60, belt -> belt.isCovered = true),
        MIX(Cause.CLASS_MIX, 450, belt -> belt.weights = new double[] {5, 3, 1, 1, 1}),
        STRANGER(Cause.NEW_OBJECT, 60, belt -> belt.strange = 1.5);

        private final Cause cause;
        private final int items;

        @SuppressWarnings("ImmutableEnumChecker") // a change has no state
        private final Consumer<SyntheticBelt> effect;

        Change(Cause cause, int items, Consumer<SyntheticBelt> effect) {
            this.cause = cause;
            this.items = items;
            this.effect = effect;
        }
    }

    @ParameterizedTest
    @EnumSource
    void run_somethingChanges_alarmWithItsCauseWithinTheBudget(Change change) {
        DriftMonitor monitor = monitor(BeltReference.get(), null);
        run(monitor, 300);
        assertThat(monitor.isAlarm()).isFalse();

        change.effect.accept(belt);
        int items = itemsUntilAlarm(monitor, change.items);

        assertThat(items).isPositive();
        DriftFinding alarm = findings.get(findings.size() - 1);
        assertThat(alarm.verdict()).isEqualTo(Verdict.ALARM);
        assertThat(alarm.cause()).as(alarm.explanation()).isEqualTo(change.cause);
    }

    @Test
    void run_otherMix_isNamedBeforeItIsAnAlarm() {
        DriftMonitor monitor = monitor(BeltReference.get(), null);
        run(monitor, 300);
        findings.clear();

        belt.weights = new double[] {5, 3, 1, 1, 1};
        itemsUntilAlarm(monitor, 450);

        assertThat(findings)
                .filteredOn(finding -> signal(finding, Signal.CLASS_MIX).verdict() == Verdict.OK)
                .extracting(DriftFinding::verdict, DriftFinding::cause)
                .contains(tuple(Verdict.WARNING, Cause.CLASS_MIX));
    }

    @Test
    void run_lightComesBack_alarmEnds() {
        DriftMonitor monitor = monitor(BeltReference.get(), null);
        run(monitor, 80);
        belt.light = 0.7;
        assertThat(itemsUntilAlarm(monitor, 60)).isPositive();

        belt.light = 1;
        run(monitor, 100);

        assertThat(monitor.isAlarm()).isFalse();
    }

    @Test
    void run_coveredLooksLikeAnItemForGood_isAlarmedWithoutAnyDecision() {
        DriftMonitor monitor = monitor(BeltReference.get(), null);
        run(monitor, 80);

        belt.isCovered = true;
        for (int i = 0; i < 60 && !monitor.isAlarm(); i++) {
            belt.item(frame -> monitor.classified(
                    frame.index(),
                    frame.sourceUs(),
                    frame.pixels(),
                    new float[] {1, 0, 0, 0, 0, 0},
                    frame.embedding()));
            belt.pause(1_000_000);
            await();
        }

        assertThat(monitor.latest().orElseThrow().cause()).isEqualTo(Cause.COVER);
    }

    @Test
    void cameraChanged_covered_isAnAlarmAtOnce() {
        DriftMonitor monitor = monitor(BeltReference.get(), null);
        run(monitor, 80);

        monitor.cameraChanged(CameraHealth.State.COVERED);
        run(monitor, 1);

        assertThat(findings.get(findings.size() - 1).verdict()).isEqualTo(Verdict.ALARM);
        assertThat(findings.get(findings.size() - 1).cause()).isEqualTo(Cause.COVER);
    }

    @Test
    void itemEnded_decision_samplesTheMiddleFrame() {
        DriftMonitor monitor = monitor(BeltReference.get(), null);
        float[] sure = {1, 0, 0, 0, 0, 0};
        float[] unsure = {0.6f, 0.4f, 0, 0, 0, 0};

        for (int item = 0; item < 60; item++) {
            long first = item * 20L;
            for (int i = 0; i < 20; i++) {
                belt.gap(
                        frame -> monitor.classified(
                                frame.index(),
                                frame.sourceUs(),
                                frame.pixels(),
                                frame.index() % 20 / 4 == 2 ? sure : unsure,
                                frame.embedding()),
                        1);
            }
            monitor.itemEnded(0, first, first + 19);
            await();
        }
        monitor.ended();
        await();

        SignalReport confidence = signal(findings.get(findings.size() - 1), Signal.CONFIDENCE);
        List<Long> counts = confidence.current().counts();
        assertThat(confidence.samples()).isEqualTo(60);
        assertThat(counts.get(counts.size() - 1)).isEqualTo(60);
    }

    @Test
    void itemEnded_nobodyCouldSay_countsAsWhatTheMiddleResemblesMost() {
        DriftMonitor monitor = monitor(BeltReference.get(), null);
        float[] halfEmpty = {0.1f, 0.3f, 0.05f, 0.05f, 0.05f, 0.45f};
        float[] almost = {0.1f, 0.45f, 0.05f, 0.05f, 0.05f, 0.3f};

        belt.gap(
                frame -> monitor.classified(frame.index(), frame.sourceUs(), frame.pixels(), almost, frame.embedding()),
                5);
        belt.gap(
                frame -> monitor.classified(
                        frame.index(), frame.sourceUs(), frame.pixels(), halfEmpty, frame.embedding()),
                5);
        monitor.itemEnded(-1, 0, 4);
        monitor.ended();
        await();

        assertThat(signal(findings.get(0), Signal.CLASS_MIX).current().counts())
                .containsExactly(0L, 1L, 0L, 0L, 0L, 0L);
    }

    @Test
    void itemEnded_framesOfAnotherThingAlone_noSample() {
        DriftMonitor monitor = monitor(BeltReference.get(), null);

        belt.item(frame -> frame.to(monitor));
        monitor.itemEnded(0, 1000, 1010);
        monitor.ended();
        await();

        assertThat(signal(findings.get(0), Signal.CONFIDENCE).samples()).isZero();
    }

    @Test
    void classified_withoutItems_samplesOnceInEachTime() {
        DriftMonitor monitor = monitor(BeltReference.get(), false, Duration.ofHours(24), null);

        // 100 items of 20 frames take 66.7 s: one sample in 2 s.
        belt.run(monitor, 100, this::await);
        monitor.ended();
        await();

        DriftFinding last = findings.get(findings.size() - 1);
        int samples = signal(last, Signal.CONFIDENCE).samples()
                + signal(last, Signal.LUMINANCE).samples();
        assertThat(samples).isBetween(33, 34);
    }

    @Test
    void classified_samplesOlderThanTheWindow_areLeftOut() {
        DriftMonitor monitor = monitor(BeltReference.get(), true, Duration.ofHours(1), null);
        run(monitor, 60);

        belt.pause(Duration.ofHours(2).toNanos() / 1000);
        run(monitor, 20);

        DriftFinding last = findings.get(findings.size() - 1);
        assertThat(last.verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(signal(last, Signal.CONFIDENCE).samples()).isLessThanOrEqualTo(20);
    }

    @Test
    void classified_emptyForLong_itemsOlderThanTheWindowAreLeftOut() {
        DriftMonitor monitor = monitor(BeltReference.get(), true, Duration.ofHours(1), null);
        run(monitor, 60);

        belt.pause(Duration.ofHours(2).toNanos() / 1000);
        for (int i = 0; i < 40; i++) {
            belt.gap(frame -> frame.to(monitor), 5);
            belt.pause(2_000_000);
        }
        await();

        DriftFinding last = findings.get(findings.size() - 1);
        assertThat(signal(last, Signal.LUMINANCE).samples()).isPositive();
        assertThat(signal(last, Signal.CONFIDENCE).samples()).isZero();
        assertThat(signal(last, Signal.CLASS_MIX).samples()).isZero();
    }

    @Test
    void classified_referenceWithoutBackground_measuresTheInputOnItems() {
        DriftMonitor monitor = monitor(BeltReference.withoutBackground(), null);

        run(monitor, 70);

        assertThat(signal(findings.get(findings.size() - 1), Signal.LUMINANCE).samples())
                .isEqualTo(signal(findings.get(findings.size() - 1), Signal.CONFIDENCE)
                        .samples());
    }

    @Test
    void finding_entropy_hasAdwinBesides() {
        DriftMonitor monitor = monitor(BeltReference.get(), null);

        run(monitor, 70);

        assertThat(signal(findings.get(findings.size() - 1), Signal.ENTROPY).measures())
                .extracting(measure -> measure.statistic())
                .containsExactly(Statistic.KOLMOGOROV_SMIRNOV, Statistic.MEAN_SHIFT, Statistic.ADWIN);
    }

    @Test
    void commissioning_otherLight_isTheReferenceFromThenOnAndAfterARestart() {
        CommissioningOptions commissioning = new CommissioningOptions(120, Duration.ofDays(2));
        belt.light = 0.6;
        DriftMonitor first = monitor(BeltReference.get(), commissioning);
        run(first, 100);
        assertThat(findings).allMatch(finding -> !finding.reference().isCommissioned());
        assertThat(findings.get(findings.size() - 1).explanation()).contains("commissioned");
        run(first, 100);

        DriftFinding last = findings.get(findings.size() - 1);
        assertThat(last.reference().isCommissioned()).isTrue();
        assertThat(last.reference().id()).isNotEqualTo(REFERENCE);
        assertThat(last.verdict()).as(last.explanation()).isEqualTo(Verdict.OK);

        findings.clear();
        DriftMonitor second = monitor(BeltReference.get(), commissioning);
        run(second, 80);
        assertThat(findings.get(0).reference()).isEqualTo(last.reference());
        assertThat(second.isAlarm()).isFalse();
        belt.light = 1;
        assertThat(itemsUntilAlarm(second, 60)).isPositive();
        assertThat(errors).isEmpty();
    }

    @Test
    void commissioning_restartBeforeItsEnd_goesOnWhereItWas() {
        CommissioningOptions commissioning = new CommissioningOptions(120, Duration.ofDays(2));
        belt.light = 0.6;
        run(monitor(BeltReference.get(), commissioning), 70);

        findings.clear();
        DriftMonitor second = monitor(BeltReference.get(), commissioning);
        run(second, 80);

        DriftFinding last = second.latest().orElseThrow();
        assertThat(findings.get(0).explanation()).containsPattern("commissioned: [67]\\d of 120");
        assertThat(last.reference().isCommissioned()).isTrue();
        assertThat(last.verdict()).as(last.explanation()).isEqualTo(Verdict.OK);
        assertThat(folder.resolve("belt.progress.json")).doesNotExist();
        assertThat(errors).isEmpty();
    }

    @Test
    void commissioning_restartsBeforeItsEnd_daysAddUp() {
        CommissioningOptions commissioning = new CommissioningOptions(1000, Duration.ofHours(2));
        run(monitor(BeltReference.get(), commissioning), 121);
        belt.pause(Duration.ofHours(1).plusMinutes(50).toNanos() / 1000);
        DriftMonitor before = monitor(BeltReference.get(), commissioning);
        run(before, 40);
        belt.pause(Duration.ofHours(1).plusMinutes(50).toNanos() / 1000);
        run(before, 40);
        assertThat(before.latest().orElseThrow().reference().isCommissioned()).isFalse();

        DriftMonitor after = monitor(BeltReference.get(), commissioning);
        run(after, 20);
        belt.pause(Duration.ofMinutes(20).toNanos() / 1000);
        run(after, 20);

        assertThat(after.latest().orElseThrow().reference().isCommissioned()).isTrue();
    }

    @Test
    void commissioning_notAtItsEnd_inputIsComparedWithTheTrainers() {
        DriftMonitor monitor = monitor(BeltReference.get(), new CommissioningOptions(1000, Duration.ofDays(2)));
        run(monitor, 80);

        belt.isCovered = true;

        assertThat(itemsUntilAlarm(monitor, 60)).isPositive();
        assertThat(monitor.latest().orElseThrow().cause()).isEqualTo(Cause.COVER);
    }

    @Test
    void commissioning_nextRelease_keepsWhatTheCameraWasCommissionedWith() {
        CommissioningOptions commissioning = new CommissioningOptions(120, Duration.ofDays(2));
        DriftMonitor first = monitor(BeltReference.get(), commissioning);
        run(first, 140);

        DriftMonitor next = monitor(BeltReference.get(), "cd".repeat(32), true, Duration.ofHours(24), commissioning);
        run(next, 20);

        DriftFinding found = next.latest().orElseThrow();
        assertThat(found.reference().isCommissioned()).isTrue();
        assertThat(found.reference().id())
                .isNotEqualTo(first.latest().orElseThrow().reference().id());
    }

    @Test
    void commissioning_otherBackground_beginsAnew() {
        CommissioningOptions commissioning = new CommissioningOptions(120, Duration.ofDays(2));
        run(monitor(BeltReference.get(), commissioning), 140);

        DriftMonitor other = monitor(BeltReference.withoutBackground(), commissioning);
        run(other, 20);

        assertThat(other.latest().orElseThrow().reference().isCommissioned()).isFalse();
    }

    @Test
    void commissioning_otherScene_isMoved() {
        DriftMonitor monitor = monitor(BeltReference.get(), new CommissioningOptions(120, Duration.ofDays(2)));
        byte[] picture = new byte[100];
        for (int i = 0; i < 200; i++) {
            for (int pixel = 0; pixel < picture.length; pixel++) {
                picture[pixel] = (byte) (100 + 50 * Math.sin(pixel) + (pixel * 7 + i * 13) % 5);
            }
            monitor.see(picture);
            run(monitor, 1);
        }
        assertThat(monitor.isAlarm()).isFalse();

        for (int pixel = 0; pixel < picture.length; pixel++) {
            picture[pixel] = (byte) (100 + 50 * Math.cos(pixel * 1.7));
        }
        monitor.see(picture);

        assertThat(itemsUntilAlarm(monitor, 60)).isPositive();
        assertThat(findings.get(findings.size() - 1).cause()).isEqualTo(Cause.MOVED);
    }

    @Test
    void commissioning_fileDamaged_isReportedAndBeginsAnew() throws IOException {
        Files.writeString(folder.resolve("belt.json"), "{\"schema\":\"1.0\",");

        DriftMonitor monitor = monitor(BeltReference.get(), new CommissioningOptions(120, Duration.ofDays(2)));
        run(monitor, 10);

        assertThat(errors).containsExactly("commissioning-damaged");
        assertThat(findings.get(0).explanation()).contains("10 of 120");
    }

    @Test
    void evaluations_queueFull_areLeftOutAndCounted() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        evaluations.offer(() -> {
            running.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        running.await();
        DriftMonitor monitor = monitor(BeltReference.get(), null);

        belt.run(monitor, 200, () -> {});
        assertThat(evaluations.dropped()).isPositive();
        go.countDown();
        await();

        assertThat(findings).isNotEmpty();
    }

    @Test
    void evaluations_oneFails_isReportedAndTheNextIsDone() {
        evaluations.offer(() -> {
            throw new IllegalStateException("broken");
        });
        run(monitor(BeltReference.get(), null), 10);

        assertThat(errors).containsExactly("drift-failed");
        assertThat(findings).isNotEmpty();
    }
}
