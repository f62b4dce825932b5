package io.vedette.console.artifact;

import io.vedette.console.worker.Worker;
import io.vedette.core.contract.ChunkRequest;
import io.vedette.core.contract.ChunkTopic;
import io.vedette.core.contract.MessageException;
import io.vedette.core.contract.MessageJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends devices the chunks they ask for: each once for all who ask at about the same time, no faster than allowed, and only a few ahead of the
 * broker's confirmations. Nothing is promised: what is lost on its way, the device asks for again.
 */
public final class ChunkService implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ChunkService.class);
    private static final long LONGEST_WAIT_MS = 50;

    private final Releases releases;
    private final ChunkSender sender;
    private final ChunkQueue queue;
    private final Pace pace;
    private final Semaphore inFlight;
    private final Worker worker = new Worker("chunks", this::work);
    private final LongAdder requests = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder joined = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    /** Whether handing over has gone wrong before. */
    private boolean isBroken;

    public ChunkService(Releases releases, ChunkSender sender, ChunkSettings settings) {
        this.releases = releases;
        this.sender = sender;
        this.queue = new ChunkQueue(settings.window());
        this.pace = new Pace(settings.bytesPerSecond());
        this.inFlight = new Semaphore(settings.maxInFlight());
    }

    public void start() {
        worker.start();
    }

    /** Takes in what came on {@link ChunkTopic#REQUEST}; returns at once. */
    public void submit(byte[] payload) {
        requests.increment();
        try {
            submit(MessageJson.read(ChunkRequest.class, payload));
        } catch (MessageException e) {
            if (malformed.sum() == 0) {
                LOGGER.warn("A request for chunks was ignored, and others like it will be, counted only", e);
            }
            malformed.increment();
        }
    }

    public ChunkCounters counters() {
        int waiting;
        synchronized (queue) {
            waiting = queue.size();
        }
        return new ChunkCounters(
                requests.sum(),
                malformed.sum(),
                unknown.sum(),
                joined.sum(),
                sent.sum(),
                sentBytes.sum(),
                failed.sum(),
                unreadable.sum(),
                waiting);
    }

    /** Ends, whatever still waits. */
    @Override
    public void close() {
        worker.close();
    }

    private void submit(ChunkRequest request) {
        Optional<PublishedRelease> release = releases.findArtifact(request.artifact());
        if (release.isEmpty()) {
            unknown.add(request.chunks().size());
            return;
        }
        Map<String, Integer> places = places(release.get().artifact().chunks());
        for (String chunk : request.chunks()) {
            Integer place = places.get(chunk);
            if (place == null) {
                unknown.increment();
            } else {
                add(new ChunkPlace(release.get(), place));
            }
        }
    }

    private void add(ChunkPlace place) {
        synchronized (queue) {
            if (!queue.add(place, System.nanoTime())) {
                joined.increment();
            }
            queue.notifyAll();
        }
    }

    private static Map<String, Integer> places(List<String> chunks) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < chunks.size(); i++) {
            places.putIfAbsent(chunks.get(i), i);
        }
        return places;
    }

    private void work() {
        while (!worker.isClosed()) {
            try {
                ChunkPlace next = take();
                if (next != null) {
                    send(next);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody interrupts this thread", e);
            }
        }
    }

    /** Waits until a chunk is due and may go; null now and then, so that an end is noticed. */
    private @Nullable ChunkPlace take() throws InterruptedException {
        if (!inFlight.tryAcquire(LONGEST_WAIT_MS, TimeUnit.MILLISECONDS)) {
            return null;
        }
        ChunkPlace next = null;
        synchronized (queue) {
            long now = System.nanoTime();
            long paceNanos = pace.delayNanos(now);
            if (paceNanos == 0) {
                next = queue.take(now).orElse(null);
            }
            if (next == null) {
                queue.wait(waitMs(paceNanos));
            } else {
                pace.spend(next.sizeBytes(), now);
            }
        }
        if (next == null) {
            inFlight.release();
        }
        return next;
    }

    private static long waitMs(long paceNanos) {
        long paceMs = TimeUnit.NANOSECONDS.toMillis(paceNanos) + 1;
        return paceNanos == 0 ? LONGEST_WAIT_MS : Math.min(LONGEST_WAIT_MS, paceMs);
    }

    private void send(ChunkPlace place) {
        byte[] bytes;
        try {
            bytes = releases.read(place.release(), place.chunk());
        } catch (IOException | RuntimeException e) {
            inFlight.release();
            if (unreadable.sum() == 0) {
                LOGGER.error("A chunk cannot be read, and others like it will be counted only", e);
            }
            unreadable.increment();
            return;
        }
        // What comes of it is counted and not waited for.
        CompletableFuture<Void> unused = handOver(ChunkTopic.of(place.digest()), bytes)
                .whenComplete((nothing, failure) -> {
                    inFlight.release();
                    if (failure == null) {
                        sent.increment();
                        sentBytes.add(bytes.length);
                    } else {
                        failed.increment();
                    }
                });
    }

    private CompletableFuture<Void> handOver(String topic, byte[] bytes) {
        try {
            return sender.send(topic, bytes);
        } catch (RuntimeException e) {
            if (!isBroken) {
                LOGGER.error("A chunk could not be handed over, and others like it will be counted only", e);
            }
            isBroken = true;
            return CompletableFuture.failedFuture(e);
        }
    }
}
