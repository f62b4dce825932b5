package io.vedette.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.agent.fixture.Forgery;
import io.vedette.agent.fixture.Offer;
import io.vedette.agent.fixture.TestBundles;
import io.vedette.agent.storage.FakeStorage;
import io.vedette.agent.storage.FakeStorage.PowerCutError;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.UpdateReport.Step;
import io.vedette.core.trust.SigningKey;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole updates, with the power failing, or the disk full, at each write, truncation, sync, rename and deletion in turn, or with the disk failing at
 * each read. Whatever starts afterwards runs a verified bundle, has not lost what was committed, and installs the next release.
 */
class CutPointsTest {
    private static final int ENOUGH_ROUNDS = 110;

    @TempDir
    private static Path folder;

    private static Path first;
    private static Path second;
    private static Path third;
    private static Path fourth;
    private static Offer forged;

    @BeforeAll
    static void write() {
        first = TestBundles.write(folder, 1);
        second = TestBundles.write(folder, 2);
        third = TestBundles.write(folder, 3);
        fourth = TestBundles.write(folder, 4);
        forged = Offer.of(
                Forgery.of(folder, 2)
                        .manifest(json -> ((ObjectNode) json.get("provenance")).put("software", "another"))
                        .signed(SigningKey.generate()),
                2);
    }

    static Stream<Arguments> courses() {
        return Stream.of(
                Arguments.of("committed, twice", (Consumer<UpdateDevice>) CutPointsTest::commitTwice),
                Arguments.of("committed and started", (Consumer<UpdateDevice>) CutPointsTest::commitAndStart),
                Arguments.of("rolled back", (Consumer<UpdateDevice>) CutPointsTest::rollBack),
                Arguments.of("restarted until refused", (Consumer<UpdateDevice>) CutPointsTest::restartOften),
                Arguments.of("refused by its trial", (Consumer<UpdateDevice>) CutPointsTest::failTrial),
                Arguments.of("forged", (Consumer<UpdateDevice>) CutPointsTest::takeForged));
    }

    private static void commitTwice(UpdateDevice device) {
        device.start();
        device.want(1, second);
        device.run(ENOUGH_ROUNDS);
        device.want(2, third);
        device.run(ENOUGH_ROUNDS);
    }

    private static void commitAndStart(UpdateDevice device) {
        device.start();
        device.want(1, second);
        device.run(ENOUGH_ROUNDS);
        device.start();
        device.want(2, third);
        device.run(15);
    }

    private static void rollBack(UpdateDevice device) {
        device.start();
        device.want(1, second);
        device.run(20);
        device.switchboard.setReading(FakeSwitchboard.reading(50, 50));
        device.run(40);
        device.switchboard.setReading(FakeSwitchboard.reading(100, 0));
    }

    private static void restartOften(UpdateDevice device) {
        device.start();
        device.want(1, second);
        device.run(20);
        for (int start = 0; start < 4; start++) {
            device.start();
            device.run(1);
        }
    }

    private static void failTrial(UpdateDevice device) {
        device.start();
        device.switchboard.setTrialFailure(new RefusedException("latency", "too slow"));
        device.want(1, second);
        device.run(30);
        device.switchboard.setTrialFailure(null);
    }

    private static void takeForged(UpdateDevice device) {
        device.start();
        device.want(1, forged);
        device.run(30);
        device.start();
        device.run(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("courses")
    void powerCut_atEachChange_leavesAVerifiedModelAndNoCommitmentLost(String name, Consumer<UpdateDevice> course) {
        UpdateDevice whole = new UpdateDevice(first);
        course.accept(whole);
        long points = whole.storage().changes();

        for (long point = 1; point <= points; point++) {
            for (boolean isSyncedAlone : new boolean[] {true, false}) {
                UpdateDevice device = new UpdateDevice(first);
                device.storage().setCutAt(point);
                assertThat(isCut(device, course)).as("cut " + point).isTrue();
                int committed = device.committedSeen();
                FakeStorage left = isSyncedAlone
                        ? device.storage().afterPowerCut()
                        : device.storage().afterKill();
                device.setStorage(left);

                assertRecovers(device, committed, name + ", cut " + point + (isSyncedAlone ? "" : ", all written"));
            }
        }
        System.out.printf("%s: %d cut points, each with and without what was not synced%n", name, points);
    }

    private static boolean isCut(UpdateDevice device, Consumer<UpdateDevice> course) {
        try {
            course.accept(device);
            return false;
        } catch (PowerCutError e) {
            return true;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("courses")
    void diskFull_atEachChange_leavesTheDeviceRunningAndALaterReleaseInstalls(
            String name, Consumer<UpdateDevice> course) {
        UpdateDevice whole = new UpdateDevice(first);
        course.accept(whole);
        long points = whole.storage().changes();

        for (long point = 1; point <= points; point++) {
            long length = point % 2 == 0 ? 1 : 20;
            UpdateDevice device = new UpdateDevice(first);
            device.storage().setFull(point, point + length - 1);
            course.accept(device);
            device.storage().setFull(Long.MAX_VALUE, Long.MAX_VALUE);

            assertRecovers(device, device.committedSeen(), name + ", full at " + point);
        }
        System.out.printf("%s: disk full at each of %d changes%n", name, points);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("courses")
    void diskUnreadable_atEachRead_leavesTheDeviceRunningAndALaterReleaseInstalls(
            String name, Consumer<UpdateDevice> course) {
        UpdateDevice whole = new UpdateDevice(first);
        course.accept(whole);
        long points = whole.storage().reads();

        for (long point = 1; point <= points; point++) {
            long length = point % 2 == 0 ? 1 : 20;
            UpdateDevice device = new UpdateDevice(first);
            device.storage().setUnreadable(point, point + length - 1);
            course.accept(device);
            device.storage().setUnreadable(Long.MAX_VALUE, Long.MAX_VALUE);

            assertRecovers(device, device.committedSeen(), name + ", unreadable at " + point);
        }
        System.out.printf("%s: disk unreadable at each of %d reads%n", name, points);
    }

    private static void assertRecovers(UpdateDevice device, int committed, String when) {
        device.switchboard.setTrialFailure(null);
        device.switchboard.setReading(FakeSwitchboard.reading(100, 0));
        device.start();
        Release atWork = device.atWork();
        assertThat(atWork).as(when).isEqualTo(device.state().activeRelease());
        assertThat(atWork.number()).as(when).isGreaterThanOrEqualTo(committed);
        assertThat(device.state().highestCommitted()).as(when).isGreaterThanOrEqualTo(committed);

        device.run(3);
        assertThat(device.state().check())
                .as(when + ", a step that nobody can make")
                .isNotEqualTo("error");

        device.want(9, fourth);
        for (int round = 0; round < 2 * ENOUGH_ROUNDS && device.state().highestCommitted() < 4; round++) {
            device.run(1);
        }
        assertThat(device.atWork()).as(when + ": " + device.errors()).isEqualTo(UpdateDevice.release(fourth));
        assertThat(device.state().step()).as(when).isEqualTo(Step.COMMITTED);
        assertThat(device.state().highestCommitted()).as(when).isEqualTo(4);
        device.start();
        assertThat(device.atWork()).as(when).isEqualTo(UpdateDevice.release(fourth));
        assertRanRightly(device, when);
    }

    /**
     * Nothing unverified, nothing forged was ever loaded, tried or put to work, and nothing below what was committed, but for a start to which the disk
     * did not give what was.
     */
    private static void assertRanRightly(UpdateDevice device, String when) {
        Set<Release> good = Stream.of(first, second, third, fourth)
                .map(UpdateDevice::release)
                .collect(Collectors.toSet());
        assertThat(device.runs())
                .as(when)
                .isNotEmpty()
                .allMatch(UpdateDevice.Run::isVerified, "verified")
                .allMatch(run -> good.contains(run.release()), "of the right signer")
                .allMatch(
                        run -> run.isHindered() || run.release().number() >= run.committed(),
                        "not below what was committed");
    }
}
