package io.vedette.agent.update;

import io.vedette.agent.health.ErrorLog;
import io.vedette.agent.storage.Storage;
import io.vedette.agent.update.Probation.Verdict;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.DesiredState;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState;
import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.ReportedState.SlotHealth;
import io.vedette.core.contract.ReportedState.SlotReport;
import io.vedette.core.contract.UpdateReport;
import io.vedette.core.contract.UpdateReport.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the step of an update says, on a thread of its own, and writes each step down before the next one begins. What the disk refuses is tried
 * again later; the release at work goes on meanwhile.
 */
public final class Updater implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Updater.class);
    private static final long TICK_MS = 100;
    private static final long STOP_MS = 5_000;

    private final Parts parts;
    private final UpdateOptions options;
    private final StateFile file;
    private final Slots slots;
    private final Recall recall;
    private final Fetch fetch;
    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "update");
    private volatile boolean isStopped;

    private volatile UpdateState state;
    private boolean isStateKnown;
    private volatile @Nullable Release standIn;
    private boolean hasReliefFailed;
    private volatile String trouble = "";
    private @Nullable DesiredState pending;
    private @Nullable UpdateEvent unsaved;
    private @Nullable ModelBundle bundle;
    private long watchedSince;
    private boolean isPaused;
    private long pausedUntil;

    /**
     * What an updater works with.
     *
     * @param factory the bundle's file that the device was set up with
     * @param reader verifies a bundle's signature and digests
     * @param nanoTime a clock that never jumps
     */
    public record Parts(
            Storage storage,
            Path factory,
            Function<Path, ModelBundle> reader,
            Verification verification,
            Switchboard switchboard,
            Uplink uplink,
            ErrorLog errors,
            InstantSource clock,
            LongSupplier nanoTime,
            RandomGenerator random) {}

    /**
     * @param started what {@link Startup} put to work
     */
    public Updater(Parts parts, UpdateOptions options, Startup.Started<?> started) {
        this.parts = parts;
        this.options = options;
        this.file = new StateFile(parts.storage());
        this.slots = new Slots(parts.storage(), parts.factory(), parts.reader());
        this.recall = new Recall(parts.storage(), slots, options.probation().starts(), parts.clock(), parts.errors());
        this.fetch = new Fetch(parts, options);
        this.state = started.state();
        this.isStateKnown = started.isStateKnown();
        this.standIn = started.atWork();
        this.watchedSince = now();
        thread.setDaemon(true);
    }

    /** Goes on where the state says. */
    public void start() {
        thread.start();
    }

    /** What should run is told. */
    public void desired(DesiredState message) {
        mailbox.add(() -> {
            if (pending == null || message.version() > pending.version()) {
                pending = message;
            }
        });
    }

    /** A chunk came. One that was not asked for is dropped here, so that nobody can fill the memory with them. */
    public void received(String digest, byte[] bytes) {
        if (bytes.length <= Artifact.CHUNK_BYTES && fetch.isExpected(digest)) {
            mailbox.add(() -> take(digest, bytes));
        }
    }

    /** The fleet can be reached, perhaps for the first time since a while. */
    public void connected() {
        mailbox.add(fetch::connected);
    }

    public UpdateState state() {
        return state;
    }

    /** Whether another release is fetched, tried or put to work. */
    public boolean isUpdating() {
        return switch (state.step()) {
            case IDLE, PROBATION, COMMITTED, REFUSED -> false;
            case CHECKING, DOWNLOADING, VERIFYING, STAGED, SELF_TESTING, SWITCHING, ROLLING_BACK -> true;
        };
    }

    /** How far the update has come. */
    public UpdateReport toReport(Header header) {
        UpdateState present = state;
        Target target = present.target();
        boolean isFetching = present.step() == Step.DOWNLOADING;
        String why = trouble.isEmpty() && isFetching ? fetch.trouble() : trouble;
        return new UpdateReport(
                header,
                present.desiredVersion(),
                target == null ? null : target.release(),
                present.step(),
                present.attempt(),
                present.since(),
                isFetching ? fetch.progress() : null,
                present.check(),
                why.isEmpty() ? present.reason() : why);
    }

    /**
     * What the device runs.
     *
     * @param variant the model file at work
     */
    public ReportedState toReported(Header header, String variant) {
        UpdateState present = state;
        Slot atWork = slotAtWork(present);
        List<SlotReport> reports = new ArrayList<>();
        for (SlotState slot : present.slots()) {
            reports.add(new SlotReport(slot.slot(), slot.health(), slot.slot() == atWork, slot.release()));
        }
        return new ReportedState(header, present.desiredVersion(), present.highestCommitted(), variant, reports);
    }

    private Slot slotAtWork(UpdateState present) {
        Release other = standIn;
        return present.slots().stream()
                .filter(slot -> other != null && other.equals(slot.release()))
                .map(SlotState::slot)
                .findFirst()
                .orElse(present.active());
    }

    private void run() {
        while (!isStopped) {
            try {
                Runnable event = mailbox.poll(TICK_MS, TimeUnit.MILLISECONDS);
                if (event != null) {
                    event.run();
                }
                work();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                pause("update-failed", "The update goes on after: " + e);
            }
        }
    }

    /** Does all that can be done without waiting. */
    void work() {
        Runnable event = mailbox.poll();
        while (event != null) {
            event.run();
            event = mailbox.poll();
        }
        boolean isMoving = true;
        while (isMoving && !isStopped) {
            isMoving = workOnce();
        }
    }

    private boolean workOnce() {
        if (!isStateKnown) {
            return !isPaused() && recall();
        }
        Release atWork = standIn;
        if (atWork != null) {
            return !isPaused() && relieve(atWork);
        }
        if (unsaved != null) {
            return !isPaused() && change(unsaved);
        }
        Optional<UpdateEvent> heeded =
                Optional.ofNullable(pending).flatMap(wanted -> UpdateMachine.heed(state, wanted));
        if (heeded.isPresent()) {
            return change(heeded.get());
        }
        if (isPaused()) {
            return false;
        }
        return switch (state.step()) {
            case IDLE, COMMITTED, REFUSED -> false;
            case CHECKING -> check();
            case DOWNLOADING -> download();
            case VERIFYING -> verify();
            case STAGED -> change(new UpdateEvent.Begun());
            case SELF_TESTING -> attempt(this::tryOut);
            case SWITCHING -> attempt(this::switchOver);
            case PROBATION -> watch();
            case ROLLING_BACK -> goBack();
        };
    }

    /** Until the disk gives the state, nothing is written in its place, and the configured release stands in for what it may tell of. */
    private boolean recall() {
        try {
            state = recall.recall();
        } catch (IOException | UnreadableStateException e) {
            return pause(Recall.NOT_READ, "The update's state cannot be read: " + e.getMessage());
        }
        isStateKnown = true;
        trouble = "";
        parts.uplink().changed();
        return true;
    }

    /** What the state says is to be at work takes over from what stands in for it. */
    private boolean relieve(Release atWork) {
        if (state.step() == Step.ROLLING_BACK || state.activeRelease().equals(atWork)) {
            standIn = null;
            return true;
        }
        try {
            parts.switchboard().switchTo(slots.read(state, state.active()));
        } catch (DamagedSlotException e) {
            return lose(e);
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            if (isStopped) {
                return false;
            }
            // Only for a release that is wanted meanwhile is a slot given up that may be sound.
            boolean isGivenUp = hasReliefFailed && isNewsPending();
            hasReliefFailed = true;
            return isGivenUp ? lose(e) : cannotReturn(e);
        }
        standIn = null;
        watchedSince = now();
        trouble = "";
        parts.uplink().changed();
        return true;
    }

    private boolean isNewsPending() {
        return pending != null && pending.version() > state.desiredVersion();
    }

    private boolean lose(Throwable cause) {
        String reason = "Slot " + state.active() + ": " + cause.getMessage();
        parts.errors().report("slot-unusable", reason);
        return UpdateMachine.lost(state, reason).map(this::change).orElseGet(() -> cannotReturn(cause));
    }

    private boolean cannotReturn(Throwable cause) {
        return pause("update-cannot-return", "Slot " + state.active() + " cannot be returned to yet: " + cause);
    }

    private boolean check() {
        long roomBytes;
        try {
            roomBytes = parts.storage().usableBytes() + Download.heldBytes(parts.storage(), state.nextSlot());
        } catch (IOException e) {
            return pause("update-not-read", "The disk does not tell what room it has: " + e.getMessage());
        }
        return change(UpdateMachine.check(state, roomBytes));
    }

    private boolean download() {
        try {
            boolean isWhole = fetch.work(
                    state.requireTarget(), List.of(slots.locate(state.active()), slots.locate(Slot.FACTORY)));
            trouble = "";
            return isWhole && change(new UpdateEvent.Fetched());
        } catch (RefusedException e) {
            return change(new UpdateEvent.Refused(e.check(), e.reason()));
        } catch (IOException e) {
            fetch.end();
            return pause("update-not-written", "The download cannot go on: " + e.getMessage());
        }
    }

    private void take(String digest, byte[] bytes) {
        try {
            fetch.take(digest, bytes);
        } catch (IOException e) {
            fetch.end();
            pause("update-not-written", "A chunk cannot be written: " + e.getMessage());
        }
    }

    private boolean verify() {
        Target target = state.requireTarget();
        try {
            if (!Download.isWhole(parts.storage(), target)) {
                return change(new UpdateEvent.Lost());
            }
            Path path = slots.locate(target.slot());
            return attempt(() -> verify(path, target));
        } catch (IOException e) {
            return pause("update-not-read", "The downloaded bundle cannot be read: " + e.getMessage());
        }
    }

    private UpdateEvent verify(Path path, Target target) {
        bundle =
                parts.verification().verify(path, target.artifact(), target.release(), UpdateMachine.mustExceed(state));
        return new UpdateEvent.Verified();
    }

    /** What cannot be done is refused, whatever the reason: a check that fails to answer is not passed. A disk that fails is asked again later. */
    private boolean attempt(Supplier<UpdateEvent> action) {
        UpdateEvent success;
        try {
            success = action.get();
        } catch (UncheckedIOException e) {
            return pause("update-not-read", "The release cannot be read: " + e.getMessage());
        } catch (RefusedException e) {
            return change(new UpdateEvent.Refused(e.check(), e.reason()));
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // An agent that stops closes what an attempt needs, which says nothing of the release.
            return !isStopped && change(new UpdateEvent.Refused("error", e.toString()));
        }
        return change(success);
    }

    private UpdateEvent tryOut() {
        parts.switchboard().trial(requireBundle());
        return new UpdateEvent.Passed();
    }

    private UpdateEvent switchOver() {
        Optional<Baseline> before = Baseline.of(parts.switchboard().reading());
        parts.switchboard().switchTo(requireBundle());
        return new UpdateEvent.Switched(before.orElse(null));
    }

    private ModelBundle requireBundle() {
        if (bundle == null) {
            throw new IllegalStateException("a bug: step " + state.step() + " without a verified bundle");
        }
        return bundle;
    }

    private boolean watch() {
        Verdict verdict = Probation.judge(
                options.probation(),
                state.before(),
                parts.switchboard().reading(),
                Duration.ofNanos(now() - watchedSince));
        return switch (verdict.outcome()) {
            case WATCHING -> hasStayedUp() && change(new UpdateEvent.StayedUp());
            case PROVEN -> change(new UpdateEvent.Proven());
            case FAILED -> change(new UpdateEvent.Failed(verdict.check(), verdict.reason(), SlotHealth.BAD));
        };
    }

    private boolean hasStayedUp() {
        return state.failedStarts() > 0
                && now() - watchedSince >= options.probation().time().toNanos();
    }

    /** Only a slot that is damaged is given up for another: a fault of the moment must not cost the device what it had committed. */
    private boolean goBack() {
        try {
            parts.switchboard().switchTo(slots.read(state, state.active()));
        } catch (DamagedSlotException e) {
            return fallBack(e);
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            return !isStopped && cannotReturn(e);
        }
        return change(new UpdateEvent.Returned());
    }

    private boolean fallBack(DamagedSlotException damage) {
        Slot lost = state.active();
        Slot other = state.withHealth(lost, SlotHealth.BAD).fallback(lost);
        if (other == lost) {
            return pause("update-cannot-return", "Slot " + lost + " cannot be returned to: " + damage.getMessage());
        }
        parts.errors().report("slot-unusable", "Slot " + lost + " is not run: " + damage.getMessage());
        return change(new UpdateEvent.FellBack(other, state.findCheck().orElse(UpdateMachine.START), state.reason()));
    }

    /** The one place where the update's state changes: written down first, then true. */
    private boolean change(UpdateEvent event) {
        if (isStopped) {
            return false;
        }
        UpdateState next = UpdateMachine.apply(state, event, parts.clock().instant());
        try {
            file.write(next);
        } catch (IOException e) {
            pause("update-state-not-written", "The update's state cannot be written: " + e.getMessage());
            if (!isTrueUnwritten(next.step())) {
                unsaved = event;
                return false;
            }
            isPaused = false;
        }
        unsaved = null;
        entered(state, next);
        return true;
    }

    /** What must not wait for a disk: a retreat, and the watch over what is already at work; a cut leaves the step before, which leads here again. */
    private static boolean isTrueUnwritten(Step step) {
        return step == Step.ROLLING_BACK || step == Step.PROBATION;
    }

    private void entered(UpdateState last, UpdateState next) {
        state = next;
        trouble = "";
        if (next.step() != Step.DOWNLOADING) {
            fetch.end();
        }
        if (next.step() == Step.REFUSED && next.target() != null) {
            discard(next.target().slot());
        }
        switch (next.step()) {
            case PROBATION -> {
                bundle = null;
                watchedSince = last.step() == Step.PROBATION ? watchedSince : now();
            }
            case IDLE, COMMITTED, REFUSED, CHECKING, DOWNLOADING, ROLLING_BACK -> {
                bundle = null;
            }
            case VERIFYING, STAGED, SELF_TESTING, SWITCHING -> {}
        }
        if (last.step() != next.step()) {
            LOG.info(
                    "Update: {} to {}{}{}",
                    last.step(),
                    next.step(),
                    next.target() == null
                            ? ""
                            : ", release " + next.target().release().number(),
                    next.reason().isEmpty() ? "" : " (" + next.check() + ": " + next.reason() + ")");
        }
        parts.uplink().changed();
    }

    private void discard(Slot slot) {
        try {
            Download.discard(parts.storage(), slot);
        } catch (IOException e) {
            parts.errors().report("update-not-written", "Cannot delete a refused download: " + e.getMessage());
        }
    }

    private boolean isPaused() {
        if (isPaused && now() - pausedUntil >= 0) {
            isPaused = false;
        }
        return isPaused;
    }

    private boolean pause(String kind, String reason) {
        trouble = reason;
        isPaused = true;
        pausedUntil = now() + options.retryAfter().toNanos();
        parts.errors().report(kind, reason);
        parts.uplink().changed();
        return false;
    }

    private long now() {
        return parts.nanoTime().getAsLong();
    }

    /** Stops after what it is doing; the state goes on with the next start. That the agent stops of itself is no failure of the release. */
    @Override
    public void close() {
        boolean isFirst = !isStopped;
        isStopped = true;
        try {
            thread.join(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (isFirst && !thread.isAlive()) {
            fetch.end();
            takeBackStart();
        }
    }

    private void takeBackStart() {
        if (state.failedStarts() == 0 || !UpdateMachine.isCountingStarts(state.step())) {
            return;
        }
        UpdateState next = UpdateMachine.apply(
                state, new UpdateEvent.Stopped(), parts.clock().instant());
        try {
            file.write(next);
            state = next;
        } catch (IOException e) {
            parts.errors().report("update-state-not-written", "A stop cannot be written down: " + e.getMessage());
        }
    }
}
