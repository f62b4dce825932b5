package io.vedette.agent.update;

import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.ReportedState.SlotHealth;
import org.jspecify.annotations.Nullable;

/** What happens to an update. Each event says what it changes in the state beside the step, which is the {@link TransitionTable}'s. */
sealed interface UpdateEvent {
    /** The kind, as the table knows it. */
    Trigger trigger();

    /** The state with all but its step changed. */
    UpdateState applyTo(UpdateState state);

    /** Another release than the one at work is desired. */
    record Desired(long version, Release release, Artifact artifact) implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.DESIRED;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            Target before = state.target();
            boolean isSame = before != null && before.release().equals(release);
            return state.toBuilder()
                    .desiredVersion(version)
                    .target(new Target(release, artifact, state.nextSlot()), isSame ? state.attempt() + 1 : 1)
                    .failedStarts(0)
                    .why(null, "")
                    .build();
        }
    }

    /** The release at work is the desired one. */
    record Satisfied(long version) implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.SATISFIED;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return state.toBuilder().desiredVersion(version).why(null, "").build();
        }
    }

    /** The target may be installed; its slot is given free for it. */
    record Accepted() implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.ACCEPTED;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            Target wanted = state.requireTarget();
            Target target = new Target(wanted.release(), wanted.artifact(), state.nextSlot());
            return state.withHealth(target.slot(), SlotHealth.EMPTY).toBuilder()
                    .target(target, state.attempt())
                    .build();
        }
    }

    /** The target's file is there, whole. */
    record Fetched() implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.FETCHED;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return state;
        }
    }

    /** The target's file is not whole any more. */
    record Lost() implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.LOST;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return state;
        }
    }

    /** Every check of the file was passed. */
    record Verified() implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.VERIFIED;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            Target target = state.requireTarget();
            return state.withSlot(new SlotState(target.slot(), SlotHealth.UNTRIED, target.release()));
        }
    }

    /** The trial begins. */
    record Begun() implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.BEGUN;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return state;
        }
    }

    /** The trial was passed. */
    record Passed() implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.PASSED;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return state;
        }
    }

    /**
     * The target is at work.
     *
     * @param before how the release before fared; null where nobody knows
     */
    record Switched(@Nullable Baseline before) implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.SWITCHED;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return state.toBuilder()
                    .previous(state.active())
                    .active(state.requireTarget().slot())
                    .before(before)
                    .failedStarts(0)
                    .build();
        }
    }

    /** The target did well on probation. */
    record Proven() implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.PROVEN;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            Release release = state.requireTarget().release();
            return state.withHealth(state.active(), SlotHealth.GOOD).toBuilder()
                    .highestCommitted(Math.max(state.highestCommitted(), release.number()))
                    .before(null)
                    .failedStarts(0)
                    .why(null, "")
                    .build();
        }
    }

    /** The target is refused before it took over. */
    record Refused(String check, String reason) implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.REFUSED;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            Slot slot = state.requireTarget().slot();
            boolean wasTried = state.slot(slot).health() == SlotHealth.UNTRIED
                    && state.requireTarget().release().equals(state.slot(slot).release());
            UpdateState known = wasTried ? state.withHealth(slot, SlotHealth.BAD) : state;
            return known.toBuilder().why(check, reason).build();
        }
    }

    /**
     * The target must go, though it was at work.
     *
     * @param health what is held of it from now on
     */
    record Failed(String check, String reason, SlotHealth health) implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.FAILED;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return state.withHealth(state.active(), health).toBuilder()
                    .active(state.previous())
                    .before(null)
                    .failedStarts(0)
                    .why(check, reason)
                    .build();
        }
    }

    /** The release before is at work again. */
    record Returned() implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.RETURNED;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return state;
        }
    }

    /** The agent starts. */
    record Restarted() implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.RESTARTED;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return UpdateMachine.isCountingStarts(state.step())
                    ? state.toBuilder().failedStarts(state.failedStarts() + 1).build()
                    : state;
        }
    }

    /** The agent has run as long as a probation takes, though there were too few frames to prove the release. */
    record StayedUp() implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.STAYED_UP;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return state.toBuilder().failedStarts(0).build();
        }
    }

    /** The agent stops because it was told to, so that this start did not fail. */
    record Stopped() implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.STOPPED;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return state.toBuilder()
                    .failedStarts(Math.max(0, state.failedStarts() - 1))
                    .build();
        }
    }

    /** The active slot cannot be used, and another one is at work. */
    record FellBack(Slot to, String check, String reason) implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.FELL_BACK;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return state.withHealth(state.active(), SlotHealth.BAD).toBuilder()
                    .active(to)
                    .previous(Slot.FACTORY)
                    .why(check, reason)
                    .build();
        }
    }

    /** Someone set the device up with another bundle, which is at work from now on. */
    record SetUp(Release factory) implements UpdateEvent {
        @Override
        public Trigger trigger() {
            return Trigger.SET_UP;
        }

        @Override
        public UpdateState applyTo(UpdateState state) {
            return UpdateState.initial(factory, state.since()).toBuilder()
                    .desiredVersion(state.desiredVersion())
                    .build();
        }
    }
}
