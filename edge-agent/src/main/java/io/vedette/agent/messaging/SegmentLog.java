package io.vedette.agent.messaging;

import io.vedette.agent.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records of an outbox as a row of segments: grows at the end, gives up the oldest segment when the bound is reached, loses a segment as soon
 * as all of it is stored elsewhere.
 *
 * <p>One thread appends; others may read and trim meanwhile, and never wait for the disk to take what is appended.
 */
final class SegmentLog implements Closeable {
    private final Storage storage;
    private final long maxBytes;
    private final int segmentBytes;
    private final UUID id;

    private final List<Segment> sealed = new ArrayList<>();
    private Segment active;
    private StoredSet stored = StoredSet.NONE;
    private long discarded;
    private final long lost;
    private long lowestNext = 1;
    private boolean isActiveBroken;

    /**
     * Opens the log, or makes a new one.
     *
     * @param maxBytes of all segments
     * @param segmentBytes a segment that has reached this is followed by a new one
     * @param newId names a new outbox
     */
    SegmentLog(Storage storage, long maxBytes, int segmentBytes, Supplier<UUID> newId) throws IOException {
        if (segmentBytes < Segment.HEADER_BYTES || maxBytes < 2L * segmentBytes) {
            throw new IllegalArgumentException("An outbox needs room for at least two segments: " + maxBytes
                    + " bytes for segments of " + segmentBytes);
        }
        this.storage = storage;
        this.maxBytes = maxBytes;
        this.segmentBytes = segmentBytes;
        Recovery recovery = Recovery.of(storage);
        this.lost = recovery.lost;
        this.discarded = recovery.discarded;
        this.id = Objects.requireNonNullElseGet(recovery.id, newId);
        this.sealed.addAll(recovery.segments);
        this.active = open(new Segment.Header(id, recovery.nextSequence, discarded, recovery.oldestKept()));
    }

    /** What earlier runs left behind. */
    private static final class Recovery {
        private final List<Segment> segments = new ArrayList<>();
        private @Nullable UUID id;
        private long discarded;
        private long nextSequence = 1;
        private long lost;

        static Recovery of(Storage storage) throws IOException {
            Recovery recovery = new Recovery();
            TreeMap<Long, String> names = new TreeMap<>();
            for (String name : storage.list()) {
                Segment.findFirstSequence(name).ifPresent(first -> names.put(first, name));
            }
            for (Map.Entry<Long, String> entry : names.entrySet()) {
                Long limit = names.higherKey(entry.getKey());
                recovery.add(Segment.recover(
                        storage.open(entry.getValue()), entry.getKey(), limit == null ? Long.MAX_VALUE : limit));
            }
            recovery.dropWhatIsOver(storage);
            return recovery;
        }

        long oldestKept() {
            return segments.isEmpty() ? nextSequence : segments.get(0).firstSequence();
        }

        private void add(Segment segment) {
            Segment.Header header = segment.header();
            if (header != null) {
                id = header.outbox();
                discarded = header.discarded();
            }
            segments.add(segment);
            nextSequence = Math.max(nextSequence, segment.lastSequence() + 1);
        }

        private void dropWhatIsOver(Storage storage) throws IOException {
            Segment.Header newest = segments.stream()
                    .map(Segment::header)
                    .filter(Objects::nonNull)
                    .reduce(null, (first, second) -> second);
            long oldestKept = newest == null ? 0 : newest.oldestKept();
            for (Segment segment : List.copyOf(segments)) {
                if (segment.records() == 0 || segment.firstSequence() < oldestKept) {
                    segments.remove(segment);
                    segment.close();
                    boolean isNewestName = segment.firstSequence() == nextSequence;
                    if (!isNewestName) {
                        storage.delete(Segment.nameOf(segment.firstSequence()));
                    }
                } else {
                    lost += segment.lastSequence() - segment.firstSequence() + 1 - segment.records();
                }
            }
        }
    }

    UUID id() {
        return id;
    }

    /** The sequence of the next record to append. */
    synchronized long nextSequence() {
        return Math.max(lowestNext, active.lastSequence() + 1);
    }

    /** The highest sequence that was ever given. */
    synchronized long newestSequence() {
        return nextSequence() - 1;
    }

    /** Leaves sequence numbers up to {@code sequence} unused, because a receiver has seen them already. */
    synchronized void skipTo(long sequence) {
        lowestNext = Math.max(lowestNext, sequence + 1);
    }

    /**
     * Appends records whose sequences go on from {@link #nextSequence}; they survive a power cut when it returns. When it fails, the log is as
     * before.
     */
    void append(List<OutboxRecord> records) throws IOException {
        ByteBuffer frames = Segment.encode(records);
        Segment target = segmentFor(records.get(0).sequence());
        try {
            target.write(frames);
        } catch (IOException e) {
            undo(target, e);
            throw e;
        }
        synchronized (this) {
            target.accept(frames);
        }
    }

    /** After a failed write or sync nobody knows what the file holds: nothing is ever written behind it. */
    private synchronized void undo(Segment target, IOException cause) {
        isActiveBroken = true;
        try {
            target.cutTail();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private Segment segmentFor(long sequence) throws IOException {
        List<Segment> oldest;
        long discardedThen;
        long oldestKept;
        synchronized (this) {
            boolean goesOn = sequence == active.lastSequence() + 1;
            if (!isActiveBroken && goesOn && (active.sizeBytes() < segmentBytes || active.records() == 0)) {
                return active;
            }
            oldest = beyondBound();
            discardedThen =
                    discarded + oldest.stream().mapToLong(this::absentRecords).sum();
            oldestKept =
                    oldest.size() < sealed.size() ? sealed.get(oldest.size()).firstSequence() : active.firstSequence();
        }
        Segment fresh = open(new Segment.Header(id, sequence, discardedThen, oldestKept));
        synchronized (this) {
            discarded = discardedThen;
            sealed.removeAll(oldest);
            if (active.records() > 0) {
                sealed.add(active);
            } else {
                active.close();
            }
            active = fresh;
            isActiveBroken = false;
            for (Segment segment : oldest) {
                delete(segment);
            }
            trim();
        }
        return fresh;
    }

    /** The oldest segments that must go to make room for another. */
    private List<Segment> beyondBound() {
        List<Segment> oldest = new ArrayList<>();
        long total = sizeBytes();
        for (Segment segment : sealed) {
            if (total + segmentBytes <= maxBytes) {
                break;
            }
            total -= segment.sizeBytes();
            oldest.add(segment);
        }
        return oldest;
    }

    private Segment open(Segment.Header header) throws IOException {
        Segment segment = Segment.create(storage.open(Segment.nameOf(header.firstSequence())), header);
        storage.sync();
        return segment;
    }

    private void delete(Segment segment) throws IOException {
        segment.close();
        storage.delete(Segment.nameOf(segment.firstSequence()));
    }

    /** Takes note of what the receiver has, and deletes the segments that are thereby done. */
    synchronized void acknowledge(StoredSet newStored) throws IOException {
        stored = newStored;
        trim();
    }

    private synchronized void trim() throws IOException {
        for (Segment segment : List.copyOf(sealed)) {
            if (stored.countAbsent(segment.firstSequence(), segment.lastSequence()) == 0) {
                sealed.remove(segment);
                delete(segment);
            }
        }
    }

    /** The record of that sequence, if it is kept and can be read. */
    synchronized Optional<OutboxRecord> find(long sequence) throws IOException {
        for (int i = sealed.size(); i >= 0; i--) {
            Segment segment = i == sealed.size() ? active : sealed.get(i);
            if (segment.firstSequence() <= sequence) {
                return segment.find(sequence);
            }
        }
        return Optional.empty();
    }

    /** The lowest sequence that is kept and not known to be stored elsewhere, one above the newest if there is none. */
    synchronized long oldestSequence() {
        for (Segment segment : segments()) {
            long candidate = stored.firstAbsentFrom(segment.firstSequence());
            while (candidate <= segment.lastSequence()) {
                if (segment.has(candidate)) {
                    return candidate;
                }
                candidate = stored.firstAbsentFrom(candidate + 1);
            }
        }
        return nextSequence();
    }

    /** Records that are kept and not known to be stored elsewhere. */
    synchronized long pendingRecords() {
        return segments().stream().mapToLong(this::absentRecords).sum();
    }

    private long absentRecords(Segment segment) {
        return stored.countAbsent(segment.firstSequence(), segment.lastSequence());
    }

    synchronized long sizeBytes() {
        return segments().stream().mapToLong(Segment::sizeBytes).sum();
    }

    /** Records given up because the bound was reached, since the outbox was made. */
    synchronized long discarded() {
        return discarded;
    }

    /** Records that were found unreadable when the log was opened. */
    long lost() {
        return lost;
    }

    private List<Segment> segments() {
        List<Segment> all = new ArrayList<>(sealed);
        all.add(active);
        return all;
    }

    /** Closes the files; when all records are stored elsewhere, none of them is offered again by the next run. */
    @Override
    public synchronized void close() throws IOException {
        if (active.records() > 0 && pendingRecords() == 0) {
            Segment done = active;
            active = open(new Segment.Header(id, nextSequence(), discarded, nextSequence()));
            delete(done);
        }
        for (Segment segment : segments()) {
            segment.close();
        }
        storage.close();
    }
}
