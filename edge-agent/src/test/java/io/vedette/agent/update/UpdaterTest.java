package io.vedette.agent.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.agent.fixture.TestBundles;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.ReportedState.SlotHealth;
import io.vedette.core.contract.ReportedState.SlotReport;
import io.vedette.core.contract.UpdateReport.Step;
import io.vedette.core.stats.Histogram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpdaterTest {
    @TempDir
    private static Path folder;

    private static Path first;
    private static Path second;
    private static Path third;
    private static Path fourth;

    private UpdateDevice device;

    @BeforeEach
    void start() {
        if (first == null) {
            first = TestBundles.write(folder, 1);
            second = TestBundles.write(folder, 2);
            third = TestBundles.write(folder, 3);
            fourth = TestBundles.write(folder, 4);
        }
        device = new UpdateDevice(first);
        device.start();
    }

    private static Release release(Path bundle) {
        return UpdateDevice.release(bundle);
    }

    @Test
    void desired_higherRelease_isInstalledWatchedAndCommitted() {
        device.want(1, second);

        device.run(20);
        assertThat(device.state().step()).isEqualTo(Step.PROBATION);
        assertThat(device.atWork()).isEqualTo(release(second));
        assertThat(device.state().highestCommitted()).isEqualTo(1);
        device.run(60);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
        assertThat(device.state().active()).isEqualTo(Slot.A);
        assertThat(device.state().slot(Slot.A).health()).isEqualTo(SlotHealth.GOOD);
        assertThat(device.state().highestCommitted()).isEqualTo(2);
        assertThat(device.updater().isUpdating()).isFalse();
        assertThat(device.uplink.listened()).isEmpty();
        assertThat(device.errors()).isEmpty();
    }

    @Test
    void desired_releaseAfterRelease_alternatesTheSlots() {
        device.want(1, second);
        device.run(100);
        device.want(2, third);
        device.run(100);

        assertThat(device.state().active()).isEqualTo(Slot.B);
        assertThat(device.state().slot(Slot.A).release()).isEqualTo(release(second));
        assertThat(device.state().highestCommitted()).isEqualTo(3);
        device.start();
        assertThat(device.atWork()).isEqualTo(release(third));
    }

    @Test
    void desired_releaseAtWork_isNothingToDo() {
        device.want(1, first);

        device.run(3);

        assertThat(device.state().step()).isEqualTo(Step.IDLE);
        assertThat(device.state().desiredVersion()).isEqualTo(1);
        assertThat(device.uplink.asked()).isEmpty();
    }

    @Test
    void desired_lowerRelease_isRefusedAsRollbackAttack() {
        device.want(1, third);
        device.run(100);

        device.want(2, second);
        device.run(5);

        assertThat(device.state().step()).isEqualTo(Step.REFUSED);
        assertThat(device.state().check()).isEqualTo(UpdateMachine.RELEASE_NUMBER);
        assertThat(device.report().reason()).contains("above 3").contains("found 2");
        assertThat(device.atWork()).isEqualTo(release(third));
    }

    @Test
    void desired_oldVersion_isIgnored() {
        device.want(5, second);
        device.run(100);

        device.want(5, third);
        device.want(4, third);
        device.run(5);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
        assertThat(device.state().target().release()).isEqualTo(release(second));
    }

    @Test
    void desired_otherReleaseWhileDownloading_takesItsPlace() {
        device.want(1, second);
        device.updater().work();
        assertThat(device.state().step()).isEqualTo(Step.DOWNLOADING);

        device.want(2, third);
        device.run(100);

        assertThat(device.atWork()).isEqualTo(release(third));
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void desired_releaseBeforeWhileOnProbation_goesBackAndStays() {
        device.want(1, second);
        device.run(20);

        device.want(2, first);
        device.run(3);

        assertThat(device.atWork()).isEqualTo(release(first));
        assertThat(device.state().step()).isEqualTo(Step.IDLE);
        assertThat(device.state().desiredVersion()).isEqualTo(2);
    }

    @Test
    void desired_laterReleaseWhileOnProbation_goesBackThenInstallsIt() {
        device.want(1, second);
        device.run(20);

        device.want(2, third);
        device.run(100);

        assertThat(device.atWork()).isEqualTo(release(third));
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
        assertThat(device.switchboard.ran()).containsExactly(release(second), release(first), release(third));
    }

    @Test
    void download_chunksTheFactoryHas_areNotAskedFor() {
        device.uplink.publish(UpdateDevice.bytes(second));
        DesiredState wanted = device.desired(1, second);
        byte[] spliced = UpdateDevice.bytes(second);
        System.arraycopy(UpdateDevice.bytes(first), 0, spliced, 0, Artifact.CHUNK_BYTES);
        device.updater().desired(new DesiredState(wanted.header(), 1, wanted.release(), TestBundles.artifact(spliced)));

        device.updater().work();

        List<String> wantedChunks = TestBundles.artifact(spliced).chunks();
        List<String> had = TestBundles.artifact(UpdateDevice.bytes(first)).chunks();
        List<String> missing =
                wantedChunks.stream().filter(chunk -> !had.contains(chunk)).toList();
        assertThat(missing).isNotEmpty().doesNotContain(wantedChunks.get(0));
        assertThat(device.uplink.asked()).containsExactly(missing);
        assertThat(device.report().chunks().done()).isEqualTo(wantedChunks.size() - missing.size());
    }

    @Test
    void download_chunksThatNobodyHas_areToldUntilTheyCome() {
        device.updater().desired(device.desired(1, second));
        device.run(4);
        assertThat(device.report().reason()).isEmpty();

        device.run(30);
        assertThat(device.state().step()).isEqualTo(Step.DOWNLOADING);
        assertThat(device.report().reason()).contains("chunks were asked for", "none came");
        device.uplink.publish(UpdateDevice.bytes(second));
        device.run(160);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
        assertThat(device.report().reason()).isEmpty();
    }

    @Test
    void download_wrongChunk_isDroppedCountedAndAskedForAgain() {
        device.want(1, second);
        device.updater().work();
        byte[] wrong = new byte[Artifact.CHUNK_BYTES];

        device.updater().received(UpdateDevice.chunkDigest(second, 0), wrong);
        device.updater().work();
        assertThat(device.errors()).singleElement().asString().startsWith("chunk-wrong");
        device.uplink.asked().clear();
        device.run(100);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void download_chunkThatNobodyAskedFor_isIgnored() {
        device.want(1, second);
        device.updater().work();

        device.updater().received("ab".repeat(32), new byte[10]);
        device.updater().received(UpdateDevice.chunkDigest(second, 0), new byte[Artifact.CHUNK_BYTES + 1]);
        device.updater().work();

        assertThat(device.errors()).isEmpty();
        device.run(100);
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void download_restartedInTheMiddle_goesOnWithWhatItHas() {
        device.want(1, second);
        device.updater().work();
        device.updater()
                .received(
                        UpdateDevice.chunkDigest(second, 1),
                        TestBundles.chunks(UpdateDevice.bytes(second)).get(1));
        device.updater().work();
        device.setStorage(device.storage().afterKill());
        device.uplink.asked().clear();

        device.start();
        device.updater().work();

        assertThat(device.uplink.asked().get(0))
                .containsExactly(UpdateDevice.chunkDigest(second, 0), UpdateDevice.chunkDigest(second, 2));
    }

    @Test
    void download_withoutConnection_asksWhenItComes() {
        device.uplink.setConnected(false);
        device.want(1, second);
        device.run(100);
        assertThat(device.uplink.asked()).isEmpty();

        device.uplink.setConnected(true);
        device.updater().connected();
        device.run(100);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void download_chunksOfAnotherFileThanTheArtifacts_isRefusedByItsDigestAndDeleted() throws IOException {
        DesiredState right = device.desired(1, second);
        Artifact lying = new Artifact(
                "ab".repeat(32), right.artifact().sizeBytes(), right.artifact().chunks());
        device.uplink.publish(UpdateDevice.bytes(second));
        device.updater().desired(new DesiredState(right.header(), 1, right.release(), lying));

        device.run(10);

        assertThat(device.state().check()).isEqualTo("digest");
        assertThat(device.atWork()).isEqualTo(release(first));
        assertThat(device.storage().list()).containsExactly(StateFile.NAME);
    }

    @Test
    void verify_bundleOfAnotherRelease_isRefusedAndALaterOneInstalls() {
        DesiredState wanted = device.desired(1, second);
        device.uplink.publish(UpdateDevice.bytes(second));
        device.updater().desired(new DesiredState(wanted.header(), 1, release(third), wanted.artifact()));
        device.run(10);
        assertThat(device.state().check()).isEqualTo("release");
        assertThat(device.state().slot(Slot.A).health()).isEqualTo(SlotHealth.EMPTY);

        device.want(2, third);
        device.run(100);

        assertThat(device.atWork()).isEqualTo(release(third));
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void trial_failing_marksTheSlotBadAndTheOldOneGoesOn() {
        device.switchboard.setTrialFailure(new RefusedException("latency", "too slow"));
        device.want(1, second);

        device.run(10);

        assertThat(device.state().step()).isEqualTo(Step.REFUSED);
        assertThat(device.report().check()).isEqualTo("latency");
        assertThat(device.state().slot(Slot.A).health()).isEqualTo(SlotHealth.BAD);
        assertThat(device.switchboard.ran()).isEmpty();
    }

    @Test
    void trial_outOfMemory_isRefused() {
        device.switchboard.setTrialFailure(new IllegalStateException("native trouble"));
        device.want(1, second);

        device.run(10);

        assertThat(device.state().check()).isEqualTo("error");
        assertThat(device.report().reason()).contains("native trouble");
    }

    @Test
    void switch_failing_leavesTheOldOneAtWork() {
        device.switchboard.setSwitchFailure(new RefusedException("memory", "no room for two"));
        device.want(1, second);

        device.run(10);

        assertThat(device.state().step()).isEqualTo(Step.REFUSED);
        assertThat(device.state().active()).isEqualTo(Slot.FACTORY);
        assertThat(device.atWork()).isEqualTo(release(first));
    }

    @Test
    void probation_failingFrames_goesBackAndSaysWhy() {
        device.want(1, second);
        device.run(20);

        device.switchboard.setReading(FakeSwitchboard.reading(80, 20));
        device.run(2);

        assertThat(device.state().step()).isEqualTo(Step.REFUSED);
        assertThat(device.state().check()).isEqualTo(Probation.ERRORS);
        assertThat(device.report().reason()).contains("20 of 100 frames");
        assertThat(device.state().slot(Slot.A).health()).isEqualTo(SlotHealth.BAD);
        assertThat(device.atWork()).isEqualTo(release(first));
    }

    private void failOnProbation() {
        device.want(1, second);
        device.run(100);
        device.want(2, third);
        device.run(20);
        assertThat(device.state().step()).isEqualTo(Step.PROBATION);
        device.switchboard.setReading(FakeSwitchboard.reading(80, 20));
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheMoment")
    void goBack_faultOfTheMoment_keepsTheCommittedReleaseAndTriesAgain(Throwable fault) {
        failOnProbation();
        device.switchboard.setSwitchFailure(fault);

        device.run(15);

        assertThat(device.state().step()).isEqualTo(Step.ROLLING_BACK);
        assertThat(device.state().active()).isEqualTo(Slot.A);
        assertThat(device.state().slot(Slot.A).health()).isEqualTo(SlotHealth.GOOD);
        assertThat(device.report().reason()).contains("Slot A").contains(String.valueOf(fault.getMessage()));
        device.switchboard.setSwitchFailure(null);
        device.run(12);
        assertThat(device.atWork()).isEqualTo(release(second));
        assertThat(device.state().check()).isEqualTo(Probation.ERRORS);
    }

    static Stream<Throwable> faultsOfTheMoment() {
        return Stream.of(
                new IllegalStateException("the switch before is not through"),
                new RefusedException("engine", "no memory for an engine"),
                new UncheckedIOException(new IOException("Too many open files")),
                new CancellationException("the pipeline was closed"),
                new OutOfMemoryError("direct buffer memory"),
                new NoClassDefFoundError("engine"));
    }

    @Test
    void goBack_slotDamaged_runsTheNextBest() {
        failOnProbation();
        device.storage().cut("a.vedette", 1000);

        device.run(3);

        assertThat(device.atWork()).isEqualTo(release(first));
        assertThat(device.state().slot(Slot.A).health()).isEqualTo(SlotHealth.BAD);
        assertThat(device.state().step()).isEqualTo(Step.REFUSED);
    }

    @Test
    void goBack_whileTheAgentStops_losesNothing() {
        failOnProbation();
        device.switchboard.setSwitchAction(() -> {
            device.updater().close();
            throw new CancellationException("the pipeline was closed");
        });

        device.updater().work();
        device.switchboard.setSwitchAction(() -> {});
        device.start();

        assertThat(device.atWork()).isEqualTo(release(second));
        assertThat(device.state().slot(Slot.A).health()).isEqualTo(SlotHealth.GOOD);
    }

    @Test
    void thread_errorOutsideAnAttempt_goesOn() {
        device.want(1, second);
        device.run(20);
        device.switchboard.setReadingFailure(new OutOfMemoryError("heap"));

        device.updater().start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> device.report().reason(), reason -> reason.contains("heap"));
        device.switchboard.setReadingFailure(null);
        device.switchboard.setReading(FakeSwitchboard.reading(80, 20));
        device.pass(UpdateDevice.RETRY);

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> device.state().step() == Step.REFUSED);
        device.updater().close();
    }

    @Test
    void probation_slowerThanTheOneBefore_goesBack() {
        device.want(1, second);
        device.run(20);

        device.switchboard.setReading(
                new Probation.Reading(1, 100, 0, new Histogram(List.of(1.0, 10.0, 100.0), List.of(0L, 0L, 100L, 0L))));
        device.run(2);

        assertThat(device.state().check()).isEqualTo(Probation.LATENCY);
        assertThat(device.atWork()).isEqualTo(release(first));
    }

    @Test
    void probation_restarted_isStillMeasuredByTheReleaseBefore() {
        device.switchboard.setReading(FakeSwitchboard.reading(80, 20));
        device.want(1, second);
        device.run(20);

        boot();
        device.switchboard.setReading(FakeSwitchboard.reading(40, 10));
        device.run(2);
        assertThat(device.state().step()).isEqualTo(Step.PROBATION);
        device.switchboard.setReading(
                new Probation.Reading(1, 100, 0, new Histogram(List.of(1.0, 10.0, 100.0), List.of(0L, 0L, 100L, 0L))));
        device.run(2);

        assertThat(device.state().check()).isEqualTo(Probation.LATENCY);
        assertThat(device.state().before()).isNull();
        assertThat(device.atWork()).isEqualTo(release(first));
    }

    @Test
    void probation_diskFull_goesBackAllTheSame() {
        device.want(1, second);
        device.run(20);
        device.storage().setFreeBytes(0);

        device.switchboard.setReading(FakeSwitchboard.reading(80, 20));
        device.run(2);

        assertThat(device.atWork()).isEqualTo(release(first));
        assertThat(device.report().reason()).contains("No space left");
        device.storage().setFreeBytes(1 << 20);
        device.run(20);
        assertThat(device.state().check()).isEqualTo(Probation.ERRORS);
        assertThat(device.state().step()).isEqualTo(Step.REFUSED);
    }

    @Test
    void probation_clockAt1970_isMeasuredByTheClockThatNeverJumps() {
        device.setClock(Instant.EPOCH);
        device.want(1, second);
        device.run(20);
        device.setClock(Instant.parse("2038-01-19T03:14:07Z"));
        device.updater().work();
        assertThat(device.state().step()).isEqualTo(Step.PROBATION);

        device.setClock(Instant.EPOCH);
        device.run(60);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void space_tooLittleForTheBundle_isRefusedBeforeAnythingIsFetched() {
        device.storage().setFreeBytes(UpdateMachine.RESERVE_BYTES);
        device.want(1, second);
        device.run(5);
        assertThat(device.state().step()).isEqualTo(Step.REFUSED);
        assertThat(device.state().check()).isEqualTo(UpdateMachine.SPACE);
        assertThat(device.report().reason()).contains("Expected room for");
        assertThat(device.uplink.asked()).isEmpty();

        device.storage().setFreeBytes(2 * UpdateMachine.RESERVE_BYTES);
        device.want(2, second);
        device.run(100);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void space_whatTheSlotHolds_countsAsRoom() {
        device.want(1, second);
        device.run(100);
        device.want(2, third);
        device.run(100);
        device.storage().setFreeBytes(UpdateMachine.RESERVE_BYTES + (256 << 10));

        device.want(3, fourth);
        device.run(100);

        assertThat(device.state().highestCommitted()).isEqualTo(4);
    }

    @Test
    void diskFull_whileDownloading_saysSoAndGoesOnLater() {
        device.want(1, TestBundles.writeUnlike(folder, 2));
        device.updater().work();
        device.storage().setFreeBytes(200_000);
        device.run(5);
        assertThat(device.state().step()).isEqualTo(Step.DOWNLOADING);
        assertThat(device.report().reason()).contains("No space left");
        assertThat(device.atWork()).isEqualTo(release(first));

        device.storage().setFreeBytes(10 << 20);
        device.run(100);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
        assertThat(device.report().reason()).isEmpty();
    }

    @Test
    void restart_onceOnProbation_isNoReasonToGoBack() {
        device.want(1, second);
        device.run(20);

        device.setStorage(device.storage().afterPowerCut());
        device.start();
        assertThat(device.atWork()).isEqualTo(release(second));
        device.run(70);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void restart_threeTimesOnProbation_goesBackAndMarksTheReleaseBad() {
        device.want(1, second);
        device.run(20);
        for (int start = 0; start < 3; start++) {
            device.setStorage(device.storage().afterPowerCut());
            device.start();
            assertThat(device.atWork()).isEqualTo(release(second));
        }

        device.setStorage(device.storage().afterPowerCut());
        device.start();

        assertThat(device.atWork()).isEqualTo(release(first));
        assertThat(device.state().step()).isEqualTo(Step.REFUSED);
        assertThat(device.state().check()).isEqualTo(UpdateMachine.STARTS);
        assertThat(device.state().slot(Slot.A).health()).isEqualTo(SlotHealth.BAD);
        device.want(2, third);
        device.run(100);
        assertThat(device.atWork()).isEqualTo(release(third));
    }

    private void boot() {
        device.setStorage(device.storage().afterPowerCut());
        device.start();
        assertThat(device.atWork()).isEqualTo(release(second));
    }

    @Test
    void restart_afterStayingUpWithoutFrames_isCountedAnew() {
        device.want(1, second);
        device.run(20);
        device.switchboard.setReading(FakeSwitchboard.reading(0, 0));
        for (int i = 0; i < 3; i++) {
            boot();
        }

        device.run(70);
        assertThat(device.state().step()).isEqualTo(Step.PROBATION);
        for (int i = 0; i < 3; i++) {
            boot();
        }

        assertThat(device.state().step()).isEqualTo(Step.PROBATION);
    }

    @Test
    void restart_ofAnAgentThatWasStopped_isNoFailedStart() {
        device.want(1, second);
        device.run(20);

        for (int i = 0; i < 10; i++) {
            device.updater().close();
            boot();
        }

        assertThat(device.state().step()).isEqualTo(Step.PROBATION);
        assertThat(device.state().failedStarts()).isEqualTo(1);
    }

    @Test
    void probation_noCameras_isProvenByTimeAlone() {
        device.switchboard.setReading(new Probation.Reading(0, 0, 0, new Histogram(List.of(1.0), List.of(0L, 0L))));
        device.want(1, second);

        device.run(100);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void switched_diskFull_isWatchedAllTheSame() {
        device.want(1, second);
        device.switchboard.setSwitchAction(() -> device.storage().setFreeBytes(0));
        device.run(20);
        assertThat(device.atWork()).isEqualTo(release(second));
        device.switchboard.setSwitchAction(() -> {});

        device.switchboard.setReading(FakeSwitchboard.reading(80, 20));
        device.run(2);

        assertThat(device.atWork()).isEqualTo(release(first));
    }

    @Test
    void switched_diskFullAndPowerCut_leavesTheOldReleaseAtWork() {
        device.want(1, second);
        device.switchboard.setSwitchAction(() -> device.storage().setFreeBytes(0));
        device.run(20);

        device.setStorage(device.storage().afterPowerCut());
        device.start();

        assertThat(device.atWork()).isEqualTo(release(first));
        assertThat(device.state().step()).isEqualTo(Step.VERIFYING);
    }

    @Test
    void stopped_beforeASwitchIsThrough_writesNothingMore() {
        device.want(1, second);
        device.switchboard.setSwitchAction(() -> device.updater().close());
        device.run(20);

        assertThat(device.state().step()).isEqualTo(Step.SWITCHING);
    }

    @Test
    void desired_whileTheReleaseCannotBeRead_takesItsPlace() {
        device.switchboard.setTrialFailure(new UncheckedIOException(new IOException("Input/output error")));
        device.want(1, second);
        device.run(20);
        assertThat(device.state().step()).isEqualTo(Step.SELF_TESTING);
        device.switchboard.setTrialFailure(null);

        device.want(2, third);
        device.run(1);

        assertThat(device.state().target().release()).isEqualTo(release(third));
        device.run(100);
        assertThat(device.atWork()).isEqualTo(release(third));
    }

    @Test
    void desired_releaseThatWouldBeRefusedWhileOnProbation_waits() {
        device.want(1, third);
        device.run(100);
        device.want(2, fourth);
        device.run(20);
        assertThat(device.state().step()).isEqualTo(Step.PROBATION);

        device.want(3, second);
        device.run(10);
        assertThat(device.state().step()).isEqualTo(Step.PROBATION);
        device.run(90);

        assertThat(device.atWork()).isEqualTo(release(fourth));
        assertThat(device.state().highestCommitted()).isEqualTo(4);
        assertThat(device.state().check()).isEqualTo(UpdateMachine.RELEASE_NUMBER);
    }

    @Test
    void restart_releaseOnProbationCannotBeLoaded_goesBackAtOnce() {
        device.want(1, second);
        device.run(20);
        device.setUnloadable(release(second));

        device.start();

        assertThat(device.atWork()).isEqualTo(release(first));
        assertThat(device.state().check()).isEqualTo("start");
    }

    @Test
    void restart_committedSlotDamaged_runsAnotherGoodOneAndTheReleaseMayBeHadAgain() {
        device.want(1, second);
        device.run(100);
        device.want(2, third);
        device.run(100);
        device.storage().cut("b.vedette", 1000);

        device.start();
        assertThat(device.atWork()).isEqualTo(release(second));
        assertThat(device.state().active()).isEqualTo(Slot.A);
        assertThat(device.state().highestCommitted()).isEqualTo(3);
        assertThat(device.report().reason()).contains("Slot B");
        device.want(3, third);
        device.run(100);

        assertThat(device.atWork()).isEqualTo(release(third));
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void restart_nothingCanBeLoaded_failsAndLosesNoCommitment() {
        device.want(1, second);
        device.run(100);
        device.setUnloadable(release(first));
        device.setUnloadable(release(second));

        assertThatThrownBy(device::start).isInstanceOf(RefusedException.class);
        device.setLoadable();
        device.start();

        assertThat(device.atWork()).isEqualTo(release(second));
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void restart_committedSlotNotGivenByTheDisk_isRunAsSoonAsItIs() {
        device.want(1, second);
        device.run(100);
        device.want(2, third);
        device.run(100);
        device.storage().setUnreadable("b.vedette");

        device.start();
        device.run(15);
        assertThat(device.atWork()).isEqualTo(release(second));
        assertThat(device.state().slot(Slot.B).health()).isEqualTo(SlotHealth.GOOD);
        assertThat(device.report().reason()).contains("Slot B");
        assertThat(device.reported().slots())
                .filteredOn(SlotReport::isActive)
                .extracting(SlotReport::release)
                .containsExactly(release(second));
        device.storage().setUnreadable(null);
        device.run(15);

        assertThat(device.atWork()).isEqualTo(release(third));
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
        assertThat(device.report().reason()).isEmpty();
    }

    @Test
    void restart_committedSlotNotGivenByTheDiskAndAnotherReleaseDesired_isGivenUpForIt() {
        device.want(1, second);
        device.run(100);
        device.storage().setUnreadable("a.vedette");
        device.start();
        device.want(2, third);

        device.run(5);
        assertThat(device.state().slot(Slot.A).health()).isEqualTo(SlotHealth.GOOD);
        device.run(20);
        assertThat(device.state().active()).isEqualTo(Slot.FACTORY);
        assertThat(device.state().slot(Slot.A).health()).isNotEqualTo(SlotHealth.GOOD);
        device.storage().setUnreadable(null);
        device.run(100);

        assertThat(device.atWork()).isEqualTo(release(third));
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void restart_slotOnProbationNotGivenByTheDisk_isWatchedAsSoonAsItIs() {
        device.want(1, second);
        device.run(20);
        device.storage().setUnreadable("a.vedette");
        device.start();
        device.run(70);
        assertThat(device.atWork()).isEqualTo(release(first));
        assertThat(device.state().step()).isEqualTo(Step.PROBATION);

        device.storage().setUnreadable(null);
        device.run(15);
        assertThat(device.atWork()).isEqualTo(release(second));
        assertThat(device.state().step()).isEqualTo(Step.PROBATION);
        device.run(70);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void restart_noMemory_losesNoCommitment() {
        device.want(1, second);
        device.run(100);
        device.setLoadFailure(new OutOfMemoryError("direct buffer memory"));

        device.start();
        assertThat(device.atWork()).isEqualTo(release(first));
        device.setLoadFailure(null);
        device.start();

        assertThat(device.atWork()).isEqualTo(release(second));
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void verify_fileThatTheDiskDoesNotGive_isTriedAgain() {
        device.want(1, second);
        device.storage().setUnreadable("a.vedette");
        device.run(20);
        assertThat(device.state().step()).isEqualTo(Step.VERIFYING);
        assertThat(device.report().reason()).contains("Input/output error");

        device.storage().setUnreadable(null);
        device.run(100);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void restart_stateLost_theCommittedReleaseMayBeHadAgain() throws IOException {
        device.want(1, third);
        device.run(100);
        device.storage().delete(StateFile.NAME);

        device.start();
        assertThat(device.atWork()).isEqualTo(release(first));
        device.want(1, third);
        device.run(100);

        assertThat(device.atWork()).isEqualTo(release(third));
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void restart_stateNotGivenByTheDisk_runsTheFactorysAndWritesNothing() {
        device.want(1, third);
        device.run(100);
        device.storage().setUnreadable(StateFile.NAME);
        long changes = device.storage().changes();

        device.start();
        device.want(2, fourth);
        device.run(25);
        device.updater().close();

        assertThat(device.atWork()).isEqualTo(release(first));
        assertThat(device.report().reason()).contains("state cannot be read: Input/output error");
        assertThat(device.errors()).anyMatch(error -> error.startsWith("update-state-not-read"));
        assertThat(device.storage().changes()).isEqualTo(changes);
    }

    @Test
    void restart_stateNotGivenByTheDiskForAWhile_theCommittedReleaseReturnsAndTheNextInstalls() {
        device.want(1, third);
        device.run(100);
        device.storage().setUnreadable(StateFile.NAME);
        device.start();
        device.run(15);

        device.storage().setUnreadable(null);
        device.run(10);
        assertThat(device.atWork()).isEqualTo(release(third));
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
        assertThat(device.report().reason()).isEmpty();
        device.want(2, fourth);
        device.run(100);

        assertThat(device.atWork()).isEqualTo(release(fourth));
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void restart_stateOfAProbationNotGivenByTheDiskForAWhile_isWatchedOnAndCounted() {
        device.want(1, second);
        device.run(20);
        device.storage().setUnreadable(StateFile.NAME);
        device.start();
        device.run(15);

        device.storage().setUnreadable(null);
        device.run(10);
        assertThat(device.atWork()).isEqualTo(release(second));
        assertThat(device.state().step()).isEqualTo(Step.PROBATION);
        assertThat(device.state().failedStarts()).isEqualTo(1);
        device.run(70);

        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void restart_stateNotGivenByTheDiskAndTheSlotDamaged_runsTheNextBest() {
        device.want(1, second);
        device.run(100);
        device.want(2, third);
        device.run(100);
        device.storage().setUnreadable(StateFile.NAME);
        device.storage().cut("b.vedette", 1000);
        device.start();

        device.storage().setUnreadable(null);
        device.run(3);

        assertThat(device.atWork()).isEqualTo(release(second));
        assertThat(device.state().slot(Slot.B).health()).isEqualTo(SlotHealth.BAD);
        assertThat(device.state().highestCommitted()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheMoment")
    void restart_stateGivenLateAndAFaultOfTheMoment_triesAgain(Throwable fault) {
        device.want(1, third);
        device.run(100);
        device.storage().setUnreadable(StateFile.NAME);
        device.start();
        device.storage().setUnreadable(null);
        device.switchboard.setSwitchFailure(fault);

        device.run(5);
        assertThat(device.state().slot(Slot.A).health()).isEqualTo(SlotHealth.GOOD);
        assertThat(device.report().reason()).contains("cannot be returned to yet");
        device.switchboard.setSwitchFailure(null);
        device.run(20);

        assertThat(device.atWork()).isEqualTo(release(third));
        assertThat(device.state().step()).isEqualTo(Step.COMMITTED);
    }

    @Test
    void restart_stateDamagedWhileItCouldNotBeRead_runsTheFactorys() {
        device.want(1, third);
        device.run(100);
        device.storage().setUnreadable(StateFile.NAME);
        device.start();
        device.storage().setUnreadable(null);
        device.storage().cut(StateFile.NAME, 20);

        device.run(20);

        assertThat(device.atWork()).isEqualTo(release(first));
        assertThat(device.state().highestCommitted()).isEqualTo(3);
    }

    @Test
    void restart_everySlotDamaged_runsTheFactorys() {
        device.want(1, second);
        device.run(100);
        device.want(2, third);
        device.run(100);
        device.storage().cut("a.vedette", 1000);
        device.storage().cut("b.vedette", 1000);

        device.start();

        assertThat(device.atWork()).isEqualTo(release(first));
        assertThat(device.state().highestCommitted()).isEqualTo(3);
    }

    @Test
    void restart_stateDamaged_runsTheFactorysAndNoOlderReleaseComesBack() {
        device.want(1, third);
        device.run(100);
        device.storage().cut(StateFile.NAME, 20);

        device.start();
        assertThat(device.atWork()).isEqualTo(release(first));
        device.want(2, second);
        device.run(10);

        assertThat(device.state().check()).isEqualTo(UpdateMachine.RELEASE_NUMBER);
    }

    @Test
    void restart_higherReleaseConfigured_takesOver() {
        device.want(1, second);
        device.run(100);
        UpdateDevice other = new UpdateDevice(third);
        other.setStorage(device.storage());

        other.start();

        assertThat(other.atWork()).isEqualTo(release(third));
        assertThat(other.state().active()).isEqualTo(Slot.FACTORY);
        assertThat(other.state().highestCommitted()).isEqualTo(3);
        assertThat(Set.of(other.state().slot(Slot.A).health())).containsExactly(SlotHealth.EMPTY);
    }

    @Test
    void stop_probation_isKept() {
        device.want(1, second);
        device.run(20);

        device.updater().close();
        device.pass(Duration.ofDays(1));
        device.start();

        assertThat(device.state().step()).isEqualTo(Step.PROBATION);
        assertThat(device.atWork()).isEqualTo(release(second));
    }
}
