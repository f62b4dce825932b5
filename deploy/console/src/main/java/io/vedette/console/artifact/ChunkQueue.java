package io.vedette.console.artifact;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Chunks that were asked for and are not sent yet, each once however many ask, in the order of asking. A chunk waits for a window from the first
 * who asked, so that others who ask within it are served by the same sending. There can be no more waiting than there are chunks published. Not safe
 * for use by several threads.
 */
final class ChunkQueue {
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final long windowNanos;

    ChunkQueue(Duration window) {
        this.windowNanos = window.toNanos();
    }

    /** Takes in a wish; false if it waits already. */
    boolean add(ChunkPlace place, long nowNanos) {
        return waiting.putIfAbsent(place.digest(), new Waiting(place, nowNanos + windowNanos)) == null;
    }

    /** Takes out the first chunk if its window is over. */
    Optional<ChunkPlace> take(long nowNanos) {
        Iterator<Waiting> all = waiting.values().iterator();
        if (!all.hasNext()) {
            return Optional.empty();
        }
        Waiting first = all.next();
        if (nowNanos - first.dueNanos() < 0) {
            return Optional.empty();
        }
        all.remove();
        return Optional.of(first.place());
    }

    int size() {
        return waiting.size();
    }

    /** A chunk with the time from which it may be sent. */
    private record Waiting(ChunkPlace place, long dueNanos) {}
}
