package io.vedette.agent.update;

import io.vedette.agent.health.ErrorLog;
import io.vedette.agent.storage.Storage;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.UpdateReport.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Decides what an agent that starts is to run: the active slot's bundle if it is complete and verified, else another good one, else what the device
 * was set up with. A start that may be the fault of a release not yet committed is written down before anything of it is loaded.
 *
 * @param <T> what a bundle is loaded as
 */
public final class Startup<T> {
    private final Slots slots;
    private final Recall recall;
    private final Loader<T> loader;
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
     * @param atWork the release of {@code loaded}; another than the state's active one where disk or memory did not let that be loaded now, and it is
     *     to take over as soon as they do
     * @param isStateKnown false if the disk did not give the state; then {@code state} is that of a device just set up
     */
    public record Started<T>(T loaded, Release atWork, UpdateState state, boolean isStateKnown) {}

    /**
     * @param factory the bundle's file that the device was set up with
     * @param allowedStarts failed starts that a release not yet committed may have
     */
    public Startup(
            Storage storage, Path factory, Loader<T> loader, int allowedStarts, InstantSource clock, ErrorLog errors) {
        this.slots = new Slots(storage, factory, loader::read);
        this.recall = new Recall(storage, slots, allowedStarts, clock, errors);
        this.loader = loader;
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
        try {
            return start(recall.recall());
        } catch (IOException e) {
            // Nobody knows which slot is good, or was ever tried: only what the device was set up with is certain.
            errors.report(
                    Recall.NOT_READ,
                    "The configured bundle runs until the update's state can be read: " + e.getMessage());
            UpdateState initial = recall.initial();
            return new Started<>(loader.load(slots.readFactory()), initial.activeRelease(), initial, false);
        }
    }

    private Started<T> start(UpdateState recalled) {
        UpdateState state = recalled;
        boolean isOfTheMoment = false;
        while (true) {
            try {
                T loaded = loader.load(slots.read(state, state.active()));
                return isOfTheMoment
                        ? new Started<>(loaded, state.activeRelease(), recalled, true)
                        : started(loaded, recalled, state);
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                errors.report("slot-unusable", "Slot " + state.active() + " is not run: " + e.getMessage());
                isOfTheMoment = isOfTheMoment || isOfTheMoment(e);
                state = withoutActive(state, e);
            }
        }
    }

    private Started<T> started(T loaded, UpdateState recalled, UpdateState state) {
        UpdateState done = state.step() == Step.ROLLING_BACK ? apply(state, new UpdateEvent.Returned()) : state;
        if (!done.equals(recalled)) {
            recall.save(done);
        }
        return new Started<>(loaded, done.activeRelease(), done, true);
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

    /** What to try next. It is written down when it runs: where nothing does, the fault is not the slots', and none loses its good name. */
    private UpdateState withoutActive(UpdateState state, Throwable cause) {
        String reason = "Slot " + state.active() + ": " + cause.getMessage();
        return apply(state, UpdateMachine.lost(state, reason).orElseThrow(() -> rethrown(cause)));
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        Throwable origin = cause instanceof DamagedSlotException && cause.getCause() != null ? cause.getCause() : cause;
        return origin instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
