package io.vedette.agent.update;

import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.ReportedState.SlotHealth;
import io.vedette.core.contract.UpdateReport.Step;
import java.time.Instant;
import java.util.Optional;

/**
 * The decisions of an update as pure functions of state, event and time. What is to be done next is the new state's step.
 *
 * <p>What counts a start as failed: the agent began anew while a release that was never committed was being verified, tried, switched to or
 * watched. It may have been the release's doing or a power cut; nobody can tell from one, so it takes several to refuse the release.
 */
final class UpdateMachine {
    /** The check that a release with too low a number fails. */
    static final String RELEASE_NUMBER = ReleaseCheck.RELEASE_NUMBER.id();

    /** The check that a bundle of another line fails. */
    static final String LINE = ReleaseCheck.LINE.id();

    /** The check that a bundle fails for which the disk has no room. */
    static final String SPACE = "space";

    /** Must be left on the disk beside a bundle: for the update's state, and for all else that the agent keeps. */
    static final long RESERVE_BYTES = 16L << 20;

    /** The check that a release with which the agent would not stay up fails. */
    static final String STARTS = "starts";

    /** The check that a release fails which a start, or a return, cannot verify or open. */
    static final String START = "start";

    /** What made a device give up a release that another one was desired before it was proven. */
    static final String SUPERSEDED = "superseded";

    private UpdateMachine() {}

    /** The state after an event: the one place where an update's state changes. */
    static UpdateState apply(UpdateState state, UpdateEvent event, Instant now) {
        Step next = TransitionTable.find(state.step(), event.trigger())
                .orElseThrow(() -> new IllegalStateException(
                        "a bug: step " + state.step() + " knows no event " + event.trigger()));
        UpdateState changed = event.applyTo(state);
        return changed.toBuilder()
                .step(next, next == state.step() ? state.since() : now)
                .build();
    }

    /** What a desired state means now; empty while it has to wait, or when it is no news. */
    static Optional<UpdateEvent> heed(UpdateState state, DesiredState desired) {
        if (desired.version() <= state.desiredVersion()) {
            return Optional.empty();
        }
        boolean isAtWork = desired.release().equals(state.activeRelease());
        return switch (state.step()) {
            case IDLE, COMMITTED, REFUSED, CHECKING, DOWNLOADING, VERIFYING, STAGED, SELF_TESTING, SWITCHING ->
                Optional.of(
                        isAtWork
                                ? new UpdateEvent.Satisfied(desired.version())
                                : new UpdateEvent.Desired(desired.version(), desired.release(), desired.artifact()));
            case PROBATION ->
                isAtWork
                        ? Optional.of(new UpdateEvent.Satisfied(desired.version()))
                        : superseded(state, desired.release());
            case ROLLING_BACK -> Optional.empty();
        };
    }

    /** A release that would be refused anyway is no reason to go back; it is refused when this one has been judged. */
    private static Optional<UpdateEvent> superseded(UpdateState state, Release wanted) {
        boolean isReturn = wanted.equals(state.slot(state.previous()).release());
        return isReturn || refusal(state, wanted).isEmpty()
                ? Optional.of(new UpdateEvent.Failed(
                        SUPERSEDED,
                        "Release " + wanted.number() + " was desired before this one was proven",
                        SlotHealth.UNTRIED))
                : Optional.empty();
    }

    /**
     * Whether the target may be installed, as far as its name and size tell.
     *
     * @param roomBytes that its file may take: what the disk has left, and what the slot holds already
     */
    static UpdateEvent check(UpdateState state, long roomBytes) {
        Target target = state.requireTarget();
        return refusal(state, target.release())
                .or(() -> refusal(target.artifact(), roomBytes))
                .orElseGet(UpdateEvent.Accepted::new);
    }

    private static Optional<UpdateEvent> refusal(Artifact artifact, long roomBytes) {
        long wantedBytes = artifact.sizeBytes() + RESERVE_BYTES;
        return roomBytes >= wantedBytes
                ? Optional.empty()
                : Optional.of(new UpdateEvent.Refused(
                        SPACE,
                        "Expected room for " + wantedBytes + " bytes, the bundle's " + artifact.sizeBytes()
                                + " and a reserve, but found " + roomBytes));
    }

    private static Optional<UpdateEvent> refusal(UpdateState state, Release wanted) {
        Release atWork = state.activeRelease();
        if (!wanted.name().equals(atWork.name())) {
            return Optional.of(new UpdateEvent.Refused(
                    LINE, "Expected a release of " + atWork.name() + " but found one of " + wanted.name()));
        }
        if (wanted.number() <= mustExceed(state, wanted)) {
            return Optional.of(new UpdateEvent.Refused(
                    RELEASE_NUMBER,
                    "Expected a release above " + state.highestCommitted() + " but found " + wanted.number()
                            + "; to return to older weights, publish them as a new release"));
        }
        return Optional.empty();
    }

    /** The number that the target's must exceed. */
    static int mustExceed(UpdateState state) {
        return mustExceed(state, state.requireTarget().release());
    }

    private static int mustExceed(UpdateState state, Release wanted) {
        return state.isRepair(wanted) ? state.highestCommitted() - 1 : state.highestCommitted();
    }

    /** Whether a start of the agent in this step may be the target's fault. */
    static boolean isCountingStarts(Step step) {
        return switch (step) {
            case VERIFYING, STAGED, SELF_TESTING, SWITCHING, PROBATION -> true;
            case IDLE, CHECKING, DOWNLOADING, COMMITTED, ROLLING_BACK, REFUSED -> false;
        };
    }

    /**
     * What a start of the agent means.
     *
     * @param allowed failed starts that a release may have
     */
    static UpdateEvent start(UpdateState state, int allowed) {
        if (!isCountingStarts(state.step()) || state.failedStarts() < allowed) {
            return new UpdateEvent.Restarted();
        }
        String reason = "The agent did not stay up " + state.failedStarts() + " times with it";
        return state.step() == Step.PROBATION
                ? new UpdateEvent.Failed(STARTS, reason, SlotHealth.BAD)
                : new UpdateEvent.Refused(STARTS, reason);
    }

    /**
     * What follows when the active slot cannot be run.
     *
     * @return empty if there is no other
     */
    static Optional<UpdateEvent> lost(UpdateState state, String reason) {
        Slot active = state.active();
        if (state.step() == Step.PROBATION) {
            return Optional.of(new UpdateEvent.Failed(START, reason, SlotHealth.BAD));
        }
        Slot other = state.withHealth(active, SlotHealth.BAD).fallback(active);
        return other == active ? Optional.empty() : Optional.of(new UpdateEvent.FellBack(other, START, reason));
    }

    /** What follows when a start that is to be counted could not be written down: rather the release before than one that may never stay up. */
    static UpdateEvent uncountedStart(UpdateState state) {
        String reason = "The agent's start could not be written down, so nobody could tell how often it fails";
        return state.step() == Step.PROBATION
                ? new UpdateEvent.Failed(STARTS, reason, SlotHealth.UNTRIED)
                : new UpdateEvent.Refused(STARTS, reason);
    }
}
