package io.vedette.agent.update;

import io.vedette.agent.health.ErrorLog;
import io.vedette.agent.storage.Storage;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.ReportedState.SlotHealth;
import io.vedette.core.contract.UpdateReport.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an agent that starts is to run: the active slot's bundle if it is complete and verified, else another good one, else what the device
 * was set up with. A start that may be the fault of a release not yet committed is written down before anything of it is loaded.
 *
 * @param <T> what a bundle is loaded as
 */
public final class Startup<T> {
    private static final String CHECK = "start";

    private final StateFile file;
    private final Slots slots;
    private final Loader<T> loader;
    private final int allowedStarts;
    private final InstantSource clock;
    private final ErrorLog errors;

    /** Makes of a bundle what can be run. */
    public interface Loader<T> {
        /** The bundle in a file, its signature and digests verified. */
        ModelBundle read(Path file);

        /** The bundle ready to run, tried on its golden samples. */
        T load(ModelBundle bundle);
    }

    /**
     * What runs.
     *
     * @param loaded of the state's active slot
     */
    public record Started<T>(T loaded, UpdateState state) {}

    /**
     * @param factory the bundle's file that the device was set up with
     * @param allowedStarts failed starts that a release not yet committed may have
     */
    public Startup(
            Storage storage, Path factory, Loader<T> loader, int allowedStarts, InstantSource clock, ErrorLog errors) {
        this.file = new StateFile(storage);
        this.slots = new Slots(storage, factory, loader::read);
        this.loader = loader;
        this.allowedStarts = allowedStarts;
        this.clock = clock;
        this.errors = errors;
    }

    /**
     * Loads what is to run.
     *
     * @throws RuntimeException what the loader threw for the bundle that the device was set up with, where nothing else can be run
     * @throws UnreadableStateException if a newer agent wrote the state
     */
    public Started<T> start() {
        Optional<UpdateState> saved = readState();
        if (saved.isEmpty()) {
            ModelBundle factory = slots.readFactory();
            return new Started<>(loader.load(factory), withFoundSlots(Slots.releaseOf(factory)));
        }
        UpdateState counted = counted(withFactory(saved.get()));
        UpdateState state = counted;
        Set<Slot> spared = EnumSet.noneOf(Slot.class);
        while (true) {
            try {
                T loaded = loader.load(slots.read(state, state.active()));
                UpdateState done = state.step() == Step.ROLLING_BACK ? apply(state, new UpdateEvent.Returned()) : state;
                if (!spared.isEmpty()) {
                    return new Started<>(loaded, withHealthAsBefore(spared, counted, done));
                }
                return new Started<>(
                        loaded, done.equals(counted) ? done : saved(done).state());
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                errors.report("slot-unusable", "Slot " + state.active() + " is not run: " + e.getMessage());
                if (isOfTheMoment(e)) {
                    spared.add(state.active());
                }
                state = withoutActive(state, e);
            }
        }
    }

    /** Another slot runs for now; what is written down stays, so that the next start tries the lost one again. */
    private static UpdateState withHealthAsBefore(Set<Slot> spared, UpdateState before, UpdateState now) {
        UpdateState state = now;
        for (Slot slot : spared) {
            state = state.withHealth(slot, before.slot(slot).health());
        }
        return state;
    }

    /** Whether disk or memory failed, which says nothing of the bundle. */
    private static boolean isOfTheMoment(Throwable failure) {
        if (failure instanceof DamagedSlotException) {
            return false;
        }
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof IOException || cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private UpdateState apply(UpdateState state, UpdateEvent event) {
        return UpdateMachine.apply(state, event, clock.instant());
    }

    private Optional<UpdateState> readState() {
        try {
            return file.read();
        } catch (UnreadableStateException e) {
            if (e.isNewer()) {
                throw e;
            }
            errors.report("update-state-damaged", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            errors.report("update-state-damaged", "Cannot read the update's state: " + e.getMessage());
        }
        return Optional.empty();
    }

    /**
     * Without a state nobody knows which slot was committed: none is run, but none lower than what a slot holds may come back, and the highest may be
     * desired again.
     */
    private UpdateState withFoundSlots(Release factory) {
        UpdateState state = UpdateState.initial(factory, clock.instant());
        for (Slot slot : List.of(Slot.A, Slot.B)) {
            Release found = findRelease(slot);
            if (found != null && found.name().equals(factory.name())) {
                state = state.withSlot(new SlotState(slot, SlotHealth.UNTRIED, found)).toBuilder()
                        .highestCommitted(Math.max(state.highestCommitted(), found.number()))
                        .build();
            }
        }
        return state;
    }

    private @Nullable Release findRelease(Slot slot) {
        try {
            Path path = slots.locate(slot);
            return path.toFile().exists() ? Slots.releaseOf(loader.read(path)) : null;
        } catch (RuntimeException | IOException e) {
            errors.report("slot-unusable", "Slot " + slot + " cannot be read: " + e.getMessage());
            return null;
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

    /** What to try next. It is written down when it runs: where nothing does, the fault is not the slots', and none loses its good name. */
    private UpdateState withoutActive(UpdateState state, Throwable cause) {
        if (state.step() == Step.PROBATION) {
            return apply(state, new UpdateEvent.Failed(CHECK, String.valueOf(cause.getMessage()), SlotHealth.BAD));
        }
        Slot other = state.withHealth(state.active(), SlotHealth.BAD).fallback(state.active());
        if (other == state.active()) {
            throw rethrown(cause);
        }
        return apply(
                state, new UpdateEvent.FellBack(other, CHECK, "Slot " + state.active() + ": " + cause.getMessage()));
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        Throwable origin = cause instanceof DamagedSlotException && cause.getCause() != null ? cause.getCause() : cause;
        return origin instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    private record Changed(UpdateState state, boolean isSaved) {}

    private Changed changed(UpdateState state, UpdateEvent event) {
        UpdateState next = apply(state, event);
        return next.equals(state) ? new Changed(next, true) : saved(next);
    }

    /** A start goes on without the disk; the updater writes the state with the next step. */
    private Changed saved(UpdateState next) {
        try {
            file.write(next);
            return new Changed(next, true);
        } catch (IOException e) {
            errors.report("update-state-not-written", "Cannot write the update's state: " + e.getMessage());
            return new Changed(next, false);
        }
    }
}
