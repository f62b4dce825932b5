package io.vedette.agent.update;

import io.vedette.agent.health.ErrorLog;
import io.vedette.agent.storage.Storage;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.ReportedState.SlotHealth;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What an agent that starts still knows of its updates. The start itself is written down, where it may be the fault of a release not yet committed. */
final class Recall {
    /** The kind of error that a state is told as which the disk does not give. */
    static final String NOT_READ = "update-state-not-read";

    private final StateFile file;
    private final Slots slots;
    private final int allowedStarts;
    private final InstantSource clock;
    private final ErrorLog errors;

    /**
     * @param allowedStarts failed starts that a release not yet committed may have
     */
    Recall(Storage storage, Slots slots, int allowedStarts, InstantSource clock, ErrorLog errors) {
        this.file = new StateFile(storage);
        this.slots = slots;
        this.allowedStarts = allowedStarts;
        this.clock = clock;
        this.errors = errors;
    }

    /**
     * The state to go on with.
     *
     * @throws IOException if the disk does not give the state now; another time it may, so nothing is to be written in its place
     * @throws UnreadableStateException if a newer agent wrote it
     */
    UpdateState recall() throws IOException {
        Optional<UpdateState> saved = read();
        return saved.isEmpty() ? withFoundSlots(initial()) : counted(withFactory(saved.get()));
    }

    /** The state of a device that was just set up. */
    UpdateState initial() {
        return UpdateState.initial(Slots.releaseOf(slots.readFactory()), clock.instant());
    }

    private Optional<UpdateState> read() throws IOException {
        try {
            return file.read();
        } catch (UnreadableStateException e) {
            if (e.isNewer()) {
                throw e;
            }
            errors.report("update-state-damaged", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * Without a state nobody knows which slot was committed: none is run, but none lower than what a slot holds may come back, and the highest may be
     * desired again.
     */
    private UpdateState withFoundSlots(UpdateState initial) {
        UpdateState state = initial;
        for (Slot slot : List.of(Slot.A, Slot.B)) {
            Optional<Release> found = findRelease(slot);
            if (found.isPresent()
                    && found.get().name().equals(initial.activeRelease().name())) {
                state = state.withSlot(new SlotState(slot, SlotHealth.UNTRIED, found.get())).toBuilder()
                        .highestCommitted(
                                Math.max(state.highestCommitted(), found.get().number()))
                        .build();
            }
        }
        return state;
    }

    private Optional<Release> findRelease(Slot slot) {
        try {
            return slots.findRelease(slot);
        } catch (RuntimeException | IOException e) {
            errors.report("slot-unusable", "Slot " + slot + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The state with what the configuration names today; a higher release there, or another line, takes over. */
    private UpdateState withFactory(UpdateState state) {
        Release known = state.slot(Slot.FACTORY).release();
        try {
            Release found = Slots.releaseOf(slots.readFactory());
            boolean isNew = !found.equals(known)
                    && (!found.name().equals(state.activeRelease().name())
                            || found.number() > state.highestCommitted());
            return isNew
                    ? changed(state, new UpdateEvent.SetUp(found)).state()
                    : state.withSlot(new SlotState(Slot.FACTORY, SlotHealth.GOOD, found));
        } catch (RuntimeException e) {
            errors.report("factory-unusable", "The configured bundle cannot be used: " + e.getMessage());
            return state;
        }
    }

    private UpdateState counted(UpdateState state) {
        UpdateEvent event = UpdateMachine.start(state, allowedStarts);
        Changed changed = changed(state, event);
        boolean isUncounted = !changed.isSaved()
                && UpdateMachine.isCountingStarts(changed.state().step());
        return isUncounted
                ? changed(changed.state(), UpdateMachine.uncountedStart(changed.state()))
                        .state()
                : changed.state();
    }

    private record Changed(UpdateState state, boolean isSaved) {}

    private Changed changed(UpdateState state, UpdateEvent event) {
        UpdateState next = UpdateMachine.apply(state, event, clock.instant());
        return new Changed(next, next.equals(state) || save(next));
    }

    /**
     * Writes a state down. A start goes on without the disk; the updater writes the state with the next step.
     *
     * @return whether it could be
     */
    boolean save(UpdateState state) {
        try {
            file.write(state);
            return true;
        } catch (IOException e) {
            errors.report("update-state-not-written", "Cannot write the update's state: " + e.getMessage());
            return false;
        }
    }
}
