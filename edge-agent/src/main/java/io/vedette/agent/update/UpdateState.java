package io.vedette.agent.update;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.ReportedState.SlotHealth;
import io.vedette.core.contract.UpdateReport.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that an update must still know after a power cut.
 *
 * @param schema version of this form, {@code major.minor}
 * @param active the slot that is to be at work
 * @param previous the slot to go back to while the active one is on probation
 * @param slots the three of them, each once
 * @param highestCommitted the highest release number ever committed
 * @param desiredVersion of the desired state that was heeded last, 0 if none was
 * @param step what is to be done now
 * @param target what is installed, or was last
 * @param attempt counts from 1 for a target
 * @param failedStarts how often the agent started again since the target was first tried, or took over
 * @param before how the release before fared, while the active one is on probation; null where nobody knows
 * @param check what refused the target, or made the device go back
 * @param reason in words
 * @param since when this step began; for people, nothing is decided by it
 */
public record UpdateState(
        String schema,
        Slot active,
        Slot previous,
        List<SlotState> slots,
        int highestCommitted,
        long desiredVersion,
        Step step,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Target target,
        int attempt,
        int failedStarts,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Baseline before,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String check,
        String reason,
        Instant since) {

    /** The form written today. */
    static final String SCHEMA = "1.1";

    public UpdateState {
        slots = List.copyOf(slots);
        for (Slot slot : Slot.values()) {
            if (slots.stream().filter(state -> state.slot() == slot).count() != 1) {
                throw new IllegalArgumentException("slot " + slot + " is not there just once: " + slots);
            }
        }
        if (highestCommitted < 1 || desiredVersion < 0 || attempt < 0 || failedStarts < 0) {
            throw new IllegalArgumentException("a number is too low: release " + highestCommitted + ", version "
                    + desiredVersion + ", attempt " + attempt + ", starts " + failedStarts);
        }
    }

    /** A device that runs what it was set up with. */
    static UpdateState initial(Release factory, Instant now) {
        return new UpdateState(
                SCHEMA,
                Slot.FACTORY,
                Slot.FACTORY,
                List.of(
                        new SlotState(Slot.FACTORY, SlotHealth.GOOD, factory),
                        new SlotState(Slot.A, SlotHealth.EMPTY, null),
                        new SlotState(Slot.B, SlotHealth.EMPTY, null)),
                factory.number(),
                0,
                Step.IDLE,
                null,
                0,
                0,
                null,
                null,
                "",
                now);
    }

    /** A slot. */
    public SlotState slot(Slot slot) {
        return slots.stream()
                .filter(state -> state.slot() == slot)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every slot is there, this one is not: " + slot));
    }

    /** The release that is to be at work. */
    public Release activeRelease() {
        return Objects.requireNonNull(slot(active).release(), "the active slot holds a release");
    }

    /** What is installed; there must be something. */
    Target requireTarget() {
        if (target == null) {
            throw new IllegalStateException("a bug: an update in step " + step + " without a target");
        }
        return target;
    }

    /** Whether a release is the highest committed one, which the device lost and may have again. */
    boolean isRepair(Release release) {
        return release.number() == highestCommitted
                && slots.stream().anyMatch(state -> release.equals(state.release()) && state.slot() != active);
    }

    /** The slot for the next release: not at work, and the one that is least worth keeping. */
    Slot nextSlot() {
        return switch (active) {
            case A -> Slot.B;
            case B -> Slot.A;
            case FACTORY -> worth(Slot.B) < worth(Slot.A) ? Slot.B : Slot.A;
        };
    }

    /** The best slot beside one that is lost; the factory's where no other is good. */
    Slot fallback(Slot lost) {
        Slot best = Slot.FACTORY;
        for (Slot candidate : List.of(Slot.A, Slot.B)) {
            if (candidate != lost && worth(candidate) > worth(best)) {
                best = candidate;
            }
        }
        return best;
    }

    private int worth(Slot slot) {
        SlotState state = slot(slot);
        Release release = state.release();
        return state.health() == SlotHealth.GOOD && release != null ? release.number() : 0;
    }

    Optional<String> findCheck() {
        return Optional.ofNullable(check);
    }

    /** The same with one slot changed. */
    UpdateState withSlot(SlotState changed) {
        List<SlotState> all = new ArrayList<>(slots);
        all.replaceAll(state -> state.slot() == changed.slot() ? changed : state);
        return toBuilder().slots(all).build();
    }

    /** The same with one slot's health changed. */
    UpdateState withHealth(Slot slot, SlotHealth health) {
        return withSlot(slot(slot).withHealth(health));
    }

    Builder toBuilder() {
        return new Builder(this);
    }

    /** Changes some components of a state. */
    static final class Builder {
        private Slot active;
        private Slot previous;
        private List<SlotState> slots;
        private int highestCommitted;
        private long desiredVersion;
        private Step step;
        private @Nullable Target target;
        private int attempt;
        private int failedStarts;
        private @Nullable Baseline before;
        private @Nullable String check;
        private String reason;
        private Instant since;

        private Builder(UpdateState state) {
            this.active = state.active;
            this.previous = state.previous;
            this.slots = state.slots;
            this.highestCommitted = state.highestCommitted;
            this.desiredVersion = state.desiredVersion;
            this.step = state.step;
            this.target = state.target;
            this.attempt = state.attempt;
            this.failedStarts = state.failedStarts;
            this.before = state.before;
            this.check = state.check;
            this.reason = state.reason;
            this.since = state.since;
        }

        Builder active(Slot newActive) {
            active = newActive;
            return this;
        }

        Builder previous(Slot newPrevious) {
            previous = newPrevious;
            return this;
        }

        Builder slots(List<SlotState> newSlots) {
            slots = newSlots;
            return this;
        }

        Builder highestCommitted(int newHighestCommitted) {
            highestCommitted = newHighestCommitted;
            return this;
        }

        Builder desiredVersion(long newDesiredVersion) {
            desiredVersion = newDesiredVersion;
            return this;
        }

        Builder step(Step newStep, Instant now) {
            step = newStep;
            since = now;
            return this;
        }

        Builder target(@Nullable Target newTarget, int newAttempt) {
            target = newTarget;
            attempt = newAttempt;
            return this;
        }

        Builder failedStarts(int newFailedStarts) {
            failedStarts = newFailedStarts;
            return this;
        }

        Builder before(@Nullable Baseline newBefore) {
            before = newBefore;
            return this;
        }

        Builder why(@Nullable String newCheck, String newReason) {
            check = newCheck;
            reason = newReason;
            return this;
        }

        UpdateState build() {
            return new UpdateState(
                    SCHEMA,
                    active,
                    previous,
                    slots,
                    highestCommitted,
                    desiredVersion,
                    step,
                    target,
                    attempt,
                    failedStarts,
                    before,
                    check,
                    reason,
                    since);
        }
    }
}
