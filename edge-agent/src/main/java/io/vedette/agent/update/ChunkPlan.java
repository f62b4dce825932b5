package io.vedette.agent.update;

import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.ChunkRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Which chunks of a file are still wanted, and when they are asked for. No clock, no files: time comes as an argument, in nanoseconds of a clock that
 * never jumps. So many are asked for at a time as one request holds, and more when half of them came; when none comes for a while, all are asked for
 * again, the next time after twice as long, each time with a random part so that a fleet does not ask all at once.
 */
final class ChunkPlan {
    private static final int ASKED_MAX = ChunkRequest.MAX_CHUNKS;

    private final Map<String, List<Integer>> wanted = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final int total;
    private int done;
    private final long patienceNanos;
    private final long longestNanos;
    private final RandomGenerator random;
    private long waitNanos;
    private int unanswered;
    private boolean isWaiting;
    private long askAgainAt;

    ChunkPlan(Artifact artifact, Duration patience, Duration longestPatience, RandomGenerator random) {
        this.total = artifact.chunks().size();
        this.patienceNanos = patience.toNanos();
        this.longestNanos = longestPatience.toNanos();
        this.waitNanos = patienceNanos;
        this.random = random;
        Map<String, List<Integer>> places = new HashMap<>();
        for (int place = 0; place < total; place++) {
            String digest = artifact.chunks().get(place);
            List<Integer> of = places.computeIfAbsent(digest, missing -> new ArrayList<>());
            of.add(place);
            wanted.put(digest, of);
        }
    }

    /** The places in the file that a chunk is wanted at; none if it is had or belongs to another file. */
    List<Integer> placesOf(String digest) {
        return List.copyOf(wanted.getOrDefault(digest, List.of()));
    }

    /** Takes note that a chunk is in a place. */
    void has(String digest, int place) {
        List<Integer> places = wanted.get(digest);
        if (places == null || !places.remove(Integer.valueOf(place))) {
            return;
        }
        done++;
        if (places.isEmpty()) {
            wanted.remove(digest);
            asked.remove(digest);
            waitNanos = patienceNanos;
            isWaiting = false;
            unanswered = 0;
        }
    }

    boolean isComplete() {
        return wanted.isEmpty();
    }

    int done() {
        return done;
    }

    int total() {
        return total;
    }

    /** The chunks that are still wanted. */
    Set<String> wanted() {
        return Set.copyOf(wanted.keySet());
    }

    /** The chunks that may come at any moment. */
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** How often chunks were asked for again since the last one came. */
    int unanswered() {
        return unanswered;
    }

    /** Whoever was asked may have heard nothing: all is asked for anew. */
    void connected() {
        asked.clear();
        isWaiting = false;
        waitNanos = patienceNanos;
        unanswered = 0;
    }

    /** The chunks to ask for now; none while it is better to wait. */
    List<String> next(long now) {
        if (!isWaiting) {
            isWaiting = true;
            askAgainAt = now + withJitter(waitNanos);
        }
        if (asked.size() <= ASKED_MAX / 2 && asked.size() < wanted.size()) {
            return askForMore(now);
        }
        if (now - askAgainAt < 0 || asked.isEmpty()) {
            return List.of();
        }
        unanswered++;
        waitNanos = Math.min(longestNanos, 2 * waitNanos);
        askAgainAt = now + withJitter(waitNanos);
        return List.copyOf(asked);
    }

    private List<String> askForMore(long now) {
        List<String> more = wanted.keySet().stream()
                .filter(digest -> !asked.contains(digest))
                .limit(ASKED_MAX - asked.size())
                .toList();
        asked.addAll(more);
        askAgainAt = now + withJitter(waitNanos);
        return more;
    }

    private long withJitter(long nanos) {
        return nanos + random.nextLong(nanos / 2 + 1);
    }
}
