package io.vedette.agent.update;

import io.vedette.core.contract.UpdateReport.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The conversation in which a release's file comes in: chunks are asked for, and each that comes is checked and written. */
final class Fetch {
    private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Updater.Parts parts;
    private final UpdateOptions options;
    private final Set<String> expected = ConcurrentHashMap.newKeySet();
    private @Nullable Talk talk;
    private volatile @Nullable Progress progress;
    private volatile String trouble = "";
    private long toldAt;

    /** What is wanted of a file, and what of it there is. */
    private record Talk(ChunkPlan plan, Download download) {}

    Fetch(Updater.Parts parts, UpdateOptions options) {
        this.parts = parts;
        this.options = options;
        this.toldAt = now();
    }

    /**
     * Does what can be done without waiting, beginning or going on with what the slot holds.
     *
     * @param others files of releases like this one
     * @return whether the target's file is in its slot, whole
     * @throws RefusedException if it is not the artifact that was announced
     */
    boolean work(Target target, List<Path> others) throws IOException {
        Talk present = talk == null ? open(target, others) : talk;
        if (present.plan().isComplete()) {
            present.download().finish();
            return true;
        }
        ask(target, present.plan());
        return false;
    }

    private Talk open(Target target, List<Path> others) throws IOException {
        ChunkPlan plan =
                new ChunkPlan(target.artifact(), options.patience(), options.longestPatience(), parts.random());
        Talk opened = new Talk(plan, Download.open(parts.storage(), target, plan, others));
        talk = opened;
        tellProgress(plan);
        return opened;
    }

    private void ask(Target target, ChunkPlan plan) {
        if (!parts.uplink().isConnected()) {
            return;
        }
        List<String> next = plan.next(now());
        if (next.isEmpty()) {
            return;
        }
        Set<String> asked = plan.asked();
        expected.addAll(asked);
        parts.uplink().listen(asked);
        parts.uplink().ask(target.artifact().digest(), next);
        if (plan.unanswered() > 0) {
            trouble = asked.size() + " chunks were asked for " + (plan.unanswered() + 1) + " times, none came";
            parts.uplink().changed();
        }
    }

    /** Whether a chunk was asked for and has not come yet; from now on it has. Any thread may ask. */
    boolean isExpected(String digest) {
        return expected.remove(digest);
    }

    /** Takes a chunk that was asked for. */
    void take(String digest, byte[] bytes) throws IOException {
        if (talk == null) {
            return;
        }
        if (!talk.download().take(digest, bytes)) {
            parts.errors().report("chunk-wrong", "Dropped " + bytes.length + " bytes that are not chunk " + digest);
            return;
        }
        if (talk.plan().unanswered() == 0) {
            trouble = "";
        }
        tellProgress(talk.plan());
    }

    private void tellProgress(ChunkPlan plan) {
        progress = new Progress(plan.done(), plan.total());
        if (plan.isComplete() || now() - toldAt >= TELL_EVERY_NANOS) {
            toldAt = now();
            parts.uplink().changed();
        }
    }

    /** The fleet can be reached, perhaps for the first time since a while. */
    void connected() {
        if (talk != null) {
            talk.plan().connected();
        }
    }

    /** How far it has come, or had when it ended. */
    @Nullable
    Progress progress() {
        return progress;
    }

    /** Why nothing comes; empty while something does. */
    String trouble() {
        return trouble;
    }

    /** Ends; what came in stays in the slot. */
    void end() {
        expected.clear();
        trouble = "";
        if (talk == null) {
            return;
        }
        Download download = talk.download();
        talk = null;
        parts.uplink().listen(Set.of());
        try {
            download.close();
        } catch (IOException e) {
            parts.errors().report("update-not-written", "Cannot close the download: " + e.getMessage());
        }
    }

    private long now() {
        return parts.nanoTime().getAsLong();
    }
}
