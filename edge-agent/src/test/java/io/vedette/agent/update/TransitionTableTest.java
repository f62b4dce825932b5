package io.vedette.agent.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.ReportedState.SlotHealth;
import io.vedette.core.contract.UpdateReport.Step;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransitionTableTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Release FIRST = new Release("belt", 1, "11".repeat(32));
    private static final Release SECOND = new Release("belt", 2, "22".repeat(32));
    private static final Artifact ARTIFACT = new Artifact("ab".repeat(32), 10, List.of("cd".repeat(32)));

    /** One event of each kind. */
    private static final List<UpdateEvent> EVENTS = List.of(
            new UpdateEvent.Desired(7, SECOND, ARTIFACT),
            new UpdateEvent.Satisfied(7),
            new UpdateEvent.Accepted(),
            new UpdateEvent.Fetched(),
            new UpdateEvent.Lost(),
            new UpdateEvent.Verified(),
            new UpdateEvent.Begun(),
            new UpdateEvent.Passed(),
            new UpdateEvent.Switched(null),
            new UpdateEvent.Proven(),
            new UpdateEvent.Refused("labels", "missing"),
            new UpdateEvent.Failed("latency", "slow", SlotHealth.BAD),
            new UpdateEvent.Returned(),
            new UpdateEvent.Restarted(),
            new UpdateEvent.StayedUp(),
            new UpdateEvent.Stopped(),
            new UpdateEvent.FellBack(Slot.FACTORY, "start", "damaged"),
            new UpdateEvent.SetUp(SECOND));

    static Stream<Arguments> pairs() {
        return Arrays.stream(Step.values()).flatMap(step -> EVENTS.stream().map(event -> Arguments.of(step, event)));
    }

    /** A device in a step, with a release in slot A that is or was installed. */
    private static UpdateState in(Step step) {
        UpdateState state = UpdateState.initial(FIRST, NOW.minusSeconds(60))
                .withSlot(new SlotState(Slot.A, SlotHealth.UNTRIED, SECOND));
        boolean isAtWork = EnumSet.of(Step.PROBATION, Step.COMMITTED).contains(step);
        return state.toBuilder()
                .active(isAtWork ? Slot.A : Slot.FACTORY)
                .target(new Target(SECOND, ARTIFACT, Slot.A), 1)
                .step(step, NOW.minusSeconds(60))
                .build();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void apply_eachPair_isARowOrABug(Step step, UpdateEvent event) {
        UpdateState before = in(step);

        if (TransitionTable.find(step, event.trigger()).isEmpty()) {
            assertThatThrownBy(() -> UpdateMachine.apply(before, event, NOW))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(
                            "a bug", step.name(), event.trigger().name());
            return;
        }
        UpdateState after = UpdateMachine.apply(before, event, NOW);
        assertThat(after.step())
                .isEqualTo(TransitionTable.find(step, event.trigger()).orElseThrow());
        assertThat(after.since()).isEqualTo(after.step() == step ? NOW.minusSeconds(60) : NOW);
        assertThat(after.slot(Slot.FACTORY).health()).isNotEqualTo(SlotHealth.EMPTY);
        assertThat(after.slot(after.active()).health()).isNotEqualTo(SlotHealth.EMPTY);
        assertThat(after.highestCommitted()).isGreaterThanOrEqualTo(before.highestCommitted());
    }

    @Test
    void events_ofThisTest_areOneOfEachKind() {
        assertThat(EVENTS).extracting(UpdateEvent::trigger).containsExactlyInAnyOrder(Trigger.values());
        Set<Object> kinds = new HashSet<>();
        EVENTS.forEach(event -> kinds.add(event.getClass()));
        assertThat(kinds).isEqualTo(Set.of(UpdateEvent.class.getPermittedSubclasses()));
    }

    @Test
    void table_eachStep_isReachedAndCanBeLeft() {
        Set<Step> reached = new HashSet<>(Set.of(Step.IDLE));
        for (Step step : Step.values()) {
            Set<Step> next = EnumSet.noneOf(Step.class);
            for (Trigger trigger : Trigger.values()) {
                TransitionTable.find(step, trigger).ifPresent(next::add);
            }
            next.remove(step);
            assertThat(next).as(step.name()).isNotEmpty();
            reached.addAll(next);
        }
        assertThat(reached).containsExactlyInAnyOrder(Step.values());
    }

    @Test
    void table_eachStep_canBeRestartedInAndSetUpAnew() {
        for (Step step : Step.values()) {
            assertThat(TransitionTable.find(step, Trigger.RESTARTED))
                    .as(step.name())
                    .isPresent();
            assertThat(TransitionTable.find(step, Trigger.SET_UP))
                    .as(step.name())
                    .contains(Step.IDLE);
        }
    }

    @Test
    void table_probation_isEnteredFromSwitchingAloneAndCommittedFromProbationAlone() {
        for (Step step : Step.values()) {
            for (Trigger trigger : Trigger.values()) {
                Step next = TransitionTable.find(step, trigger).orElse(step);
                if (next == step) {
                    continue;
                }
                if (next == Step.PROBATION) {
                    assertThat(step).isEqualTo(Step.SWITCHING);
                }
                if (next == Step.COMMITTED) {
                    assertThat(step).isEqualTo(Step.PROBATION);
                }
                if (next == Step.STAGED) {
                    assertThat(step).isEqualTo(Step.VERIFYING);
                }
            }
        }
    }
}
