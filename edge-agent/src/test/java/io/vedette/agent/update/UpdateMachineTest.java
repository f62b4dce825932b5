package io.vedette.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.ReportedState.SlotHealth;
import io.vedette.core.contract.UpdateReport.Step;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpdateMachineTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Artifact ARTIFACT = new Artifact("ab".repeat(32), 10, List.of("cd".repeat(32)));

    private static final long PLENTY_BYTES = 1L << 40;

    private static Release release(int number) {
        return new Release("belt", number, Integer.toString(10 + number).repeat(32));
    }

    private static DesiredState desired(long version, Release release) {
        Header header = new Header(
                Header.SCHEMA, new DeviceId("device-1"), "boot", NOW, 0, ClockState.UNKNOWN, false, null, null);
        return new DesiredState(header, version, release, ARTIFACT);
    }

    /** Release 3 of the factory at work, release 5 on its way into slot A. */
    private static UpdateState in(Step step) {
        UpdateState state = UpdateState.initial(release(3), NOW);
        return UpdateMachine.apply(state, new UpdateEvent.Desired(4, release(5), ARTIFACT), NOW)
                .withSlot(new SlotState(Slot.A, SlotHealth.UNTRIED, release(5)))
                .toBuilder()
                .active(step == Step.PROBATION ? Slot.A : Slot.FACTORY)
                .step(step, NOW)
                .build();
    }

    @Test
    void check_roomForTheBundleAndTheReserve_isAcceptedAndLessIsRefused() {
        long enoughBytes = ARTIFACT.sizeBytes() + UpdateMachine.RESERVE_BYTES;

        assertThat(UpdateMachine.check(in(Step.CHECKING), enoughBytes)).isEqualTo(new UpdateEvent.Accepted());
        assertThat(UpdateMachine.check(in(Step.CHECKING), enoughBytes - 1))
                .isInstanceOfSatisfying(UpdateEvent.Refused.class, refused -> {
                    assertThat(refused.check()).isEqualTo(UpdateMachine.SPACE);
                    assertThat(refused.reason()).contains(enoughBytes + " bytes");
                });
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void heed_versionSeenBefore_isNoNews(Step step) {
        assertThat(UpdateMachine.heed(in(step), desired(4, release(9)))).isEmpty();
        assertThat(UpdateMachine.heed(in(step), desired(3, release(9)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void heed_newVersion_isAnEventThatTheTableKnowsOrWaits(Step step) {
        UpdateMachine.heed(in(step), desired(5, release(9)))
                .ifPresent(event ->
                        assertThat(TransitionTable.find(step, event.trigger())).isPresent());
        UpdateMachine.heed(in(step), desired(5, in(step).activeRelease()))
                .ifPresent(event -> assertThat(event.trigger()).isEqualTo(Trigger.SATISFIED));
    }

    @Test
    void heed_whileGoingBack_waits() {
        assertThat(UpdateMachine.heed(in(Step.ROLLING_BACK), desired(5, release(9))))
                .isEmpty();
    }

    @Test
    void refused_whileTheSlotHoldsAnotherUntriedRelease_saysNothingOfThatOne() {
        UpdateState state =
                UpdateState.initial(release(3), NOW).withSlot(new SlotState(Slot.A, SlotHealth.UNTRIED, release(5)));
        UpdateState wanted =
                UpdateMachine.apply(state, new UpdateEvent.Desired(1, release(2), ARTIFACT), NOW).toBuilder()
                        .target(new Target(release(2), ARTIFACT, Slot.A), 1)
                        .build();

        UpdateState refused = UpdateMachine.apply(wanted, UpdateMachine.check(wanted, PLENTY_BYTES), NOW);

        assertThat(refused.step()).isEqualTo(Step.REFUSED);
        assertThat(refused.slot(Slot.A).health()).isEqualTo(SlotHealth.UNTRIED);
    }

    @Test
    void check_numberAboveTheHighestCommitted_isAccepted() {
        UpdateState next = UpdateMachine.apply(
                UpdateState.initial(release(3), NOW), new UpdateEvent.Desired(1, release(4), ARTIFACT), NOW);

        assertThat(UpdateMachine.check(next, PLENTY_BYTES)).isEqualTo(new UpdateEvent.Accepted());
    }

    @ParameterizedTest
    @EnumSource(
            value = Slot.class,
            names = {"A", "B"})
    void check_numberOfTheHighestCommitted_isRefusedUnlessItIsTheLostRelease(Slot slot) {
        UpdateState lost =
                UpdateState.initial(release(3), NOW)
                        .withSlot(new SlotState(slot, SlotHealth.BAD, release(5)))
                        .toBuilder()
                        .highestCommitted(5)
                        .build();
        Release forged = new Release("belt", 5, "99".repeat(32));

        UpdateState again = UpdateMachine.apply(lost, new UpdateEvent.Desired(1, release(5), ARTIFACT), NOW);
        UpdateState other = UpdateMachine.apply(lost, new UpdateEvent.Desired(1, forged, ARTIFACT), NOW);

        assertThat(UpdateMachine.check(again, PLENTY_BYTES)).isEqualTo(new UpdateEvent.Accepted());
        assertThat(((UpdateEvent.Refused) UpdateMachine.check(other, PLENTY_BYTES)).check())
                .isEqualTo("release-number");
    }

    @Test
    void check_highestNumberThereIs_neverOverflows() {
        UpdateState last = UpdateState.initial(release(3), NOW).toBuilder()
                .highestCommitted(Integer.MAX_VALUE)
                .build();
        Release highest = new Release("belt", Integer.MAX_VALUE, "77".repeat(32));

        UpdateState wanted = UpdateMachine.apply(last, new UpdateEvent.Desired(1, highest, ARTIFACT), NOW);

        assertThat(((UpdateEvent.Refused) UpdateMachine.check(wanted, PLENTY_BYTES)).check())
                .isEqualTo("release-number");
    }

    @Test
    void check_otherLine_isRefused() {
        Release other = new Release("bottle", 9, "77".repeat(32));
        UpdateState wanted = UpdateMachine.apply(
                UpdateState.initial(release(3), NOW), new UpdateEvent.Desired(1, other, ARTIFACT), NOW);

        assertThat(((UpdateEvent.Refused) UpdateMachine.check(wanted, PLENTY_BYTES)).check())
                .isEqualTo(UpdateMachine.LINE);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void start_countingStep_isFailedAfterAsManyAsAllowed(Step step) {
        UpdateState state = in(step);
        for (int start = 1; start <= 3; start++) {
            UpdateEvent event = UpdateMachine.start(state, 3);
            assertThat(event).isEqualTo(new UpdateEvent.Restarted());
            state = UpdateMachine.apply(state, event, NOW).toBuilder()
                    .step(step, NOW)
                    .build();
        }

        Trigger fourth = UpdateMachine.start(state, 3).trigger();

        Trigger expected =
                switch (step) {
                    case VERIFYING, STAGED, SELF_TESTING, SWITCHING -> Trigger.REFUSED;
                    case PROBATION -> Trigger.FAILED;
                    case IDLE, CHECKING, DOWNLOADING, COMMITTED, ROLLING_BACK, REFUSED -> Trigger.RESTARTED;
                };
        assertThat(fourth).isEqualTo(expected);
        assertThat(UpdateMachine.apply(state, UpdateMachine.start(state, 3), NOW)
                        .active())
                .isEqualTo(Slot.FACTORY);
    }

    @Test
    void nextSlot_factoryAtWork_isTheOneLeastWorthKeeping() {
        UpdateState state = UpdateState.initial(release(1), NOW)
                .withSlot(new SlotState(Slot.A, SlotHealth.GOOD, release(2)))
                .withSlot(new SlotState(Slot.B, SlotHealth.BAD, release(3)));

        assertThat(state.nextSlot()).isEqualTo(Slot.B);
        assertThat(state.fallback(Slot.FACTORY)).isEqualTo(Slot.A);
        assertThat(state.fallback(Slot.A)).isEqualTo(Slot.FACTORY);
    }
}
