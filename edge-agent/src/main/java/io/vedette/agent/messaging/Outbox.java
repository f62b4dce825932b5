package io.vedette.agent.messaging;

import io.vedette.agent.health.ErrorLog;
import io.vedette.agent.storage.FolderInUseException;
import io.vedette.agent.storage.FolderStorage;
import io.vedette.agent.storage.Storage;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Position;
import io.vedette.core.contract.Telemetry;
import io.vedette.core.contract.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Messages on disk that wait to be acknowledged. A thread of its own writes them, many to a sync; whoever offers one is never made to wait for the
 * disk. A message is accepted, numbered and fit to be sent when it survives a power cut.
 */
public final class Outbox implements AutoCloseable {
    private final SegmentLog log;
    private final OutboxOptions options;
    private final Headers headers;
    private final ErrorLog errors;
    private final BlockingQueue<Entry> queue;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer;
    private volatile Runnable listener = () -> {};
    private volatile boolean isClosing;

    private record Entry(Topic topic, Header header, Draft draft) {}

    Outbox(Storage storage, OutboxOptions options, Headers headers, ErrorLog errors) throws IOException {
        this.log = new SegmentLog(storage, options.maxBytes(), options.segmentBytes(), UUID::randomUUID);
        this.options = options;
        this.headers = headers;
        this.errors = errors;
        this.queue = new ArrayBlockingQueue<>(options.queueRecords());
        this.writer = new Thread(this::write, "outbox");
        if (log.lost() > 0) {
            errors.report("outbox-damaged", log.lost() + " records of the outbox could not be read and are lost");
        }
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Opens the outbox in a folder, making it if it is not there.
     *
     * @throws FolderInUseException if another process has it open
     */
    public static Outbox open(Path folder, OutboxOptions options, Headers headers, ErrorLog errors) {
        try {
            return new Outbox(FolderStorage.open(folder), options, headers, errors);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the outbox in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Takes a message without waiting; false if it had to be dropped, which is counted and reported. */
    public boolean offer(Topic topic, Draft draft) {
        waiting.incrementAndGet();
        if (!isClosing && queue.offer(new Entry(topic, headers.now(), draft))) {
            return true;
        }
        waiting.decrementAndGet();
        drop(1, "outbox-overflow", "Messages came faster than the disk took them");
        return false;
    }

    private void drop(int count, String kind, String message) {
        dropped.addAndGet(count);
        errors.report(kind, message + "; dropped so far: " + dropped.get());
    }

    private void write() {
        List<Entry> batch = new ArrayList<>();
        try {
            while (!isClosing || !queue.isEmpty()) {
                collect(batch);
                if (!batch.isEmpty()) {
                    acceptOrDrop(batch);
                    waiting.addAndGet(-batch.size());
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            drop(
                    batch.size() + queue.size(),
                    "outbox-not-written",
                    "The agent stopped before the disk had taken all messages");
        }
    }

    private void collect(List<Entry> batch) throws InterruptedException {
        Entry first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        batch.add(first);
        long end = System.nanoTime() + options.batchTime().toNanos();
        while (batch.size() < options.batchRecords()) {
            Entry next = queue.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
        }
    }

    /** All delivery rests on this thread: what no one foresaw costs a batch, which is counted, and not the thread. */
    private void acceptOrDrop(List<Entry> batch) throws InterruptedException {
        try {
            accept(batch);
        } catch (RuntimeException e) {
            drop(batch.size(), "outbox-failed", "The outbox went on after: " + e);
        }
    }

    private void accept(List<Entry> batch) throws InterruptedException {
        while (true) {
            List<OutboxRecord> records = toRecords(batch);
            if (records.isEmpty()) {
                return;
            }
            try {
                log.append(records);
                listener.run();
                return;
            } catch (IOException e) {
                errors.report("outbox-not-written", "Cannot write to the outbox: " + e.getMessage());
                TimeUnit.MILLISECONDS.sleep(options.retryAfter().toMillis());
            }
        }
    }

    private List<OutboxRecord> toRecords(List<Entry> batch) {
        List<OutboxRecord> records = new ArrayList<>(batch.size());
        long sequence = log.nextSequence();
        String id = id();
        for (Entry entry : List.copyOf(batch)) {
            byte[] payload = toJson(entry, new Position(id, sequence));
            if (payload == null) {
                batch.remove(entry);
                waiting.decrementAndGet();
                continue;
            }
            records.add(new OutboxRecord(sequence, entry.topic().toString(), payload));
            sequence++;
        }
        return records;
    }

    private byte @Nullable [] toJson(Entry entry, Position position) {
        try {
            byte[] payload =
                    MessageJson.write(entry.draft().toMessage(entry.header().withPosition(position)));
            if (payload.length <= MessageJson.MAX_BYTES) {
                return payload;
            }
            drop(1, "message-too-big", "A message of " + payload.length + " bytes for " + entry.topic());
        } catch (RuntimeException e) {
            drop(1, "message-not-written", "A message for " + entry.topic() + " has no form: " + e.getMessage());
        }
        return null;
    }

    /** Names the outbox in every record's position. */
    public String id() {
        return log.id().toString();
    }

    /** Records dropped because the disk did not take them, since start. */
    public long dropped() {
        return dropped.get();
    }

    /** What waits to be acknowledged. */
    public Telemetry.Outbox telemetry() {
        return new Telemetry.Outbox(log.pendingRecords(), log.sizeBytes(), log.oldestSequence(), log.discarded());
    }

    /** Returns when everything offered before is accepted, or {@code time} has passed; whether it is. */
    public boolean flush(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (waiting.get() > 0) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return true;
    }

    /** Has this called, on the writing thread, whenever records were accepted. */
    void setListener(Runnable newListener) {
        listener = newListener;
    }

    long oldestSequence() {
        return log.oldestSequence();
    }

    /** The highest sequence accepted so far, 0 if none is. */
    public long newestSequence() {
        return log.newestSequence();
    }

    /** Records that wait to be acknowledged. */
    public long pendingRecords() {
        return log.pendingRecords();
    }

    Optional<OutboxRecord> find(long sequence) {
        try {
            return log.find(sequence);
        } catch (IOException e) {
            errors.report("outbox-unreadable", "Cannot read record " + sequence + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    void acknowledge(StoredSet stored) {
        if (stored.mark() > log.newestSequence()) {
            log.skipTo(stored.mark());
        }
        try {
            log.acknowledge(stored);
        } catch (IOException e) {
            errors.report("outbox-not-trimmed", "Cannot delete a segment of the outbox: " + e.getMessage());
        }
    }

    /** Stops; what the disk has not taken within a second is dropped. */
    @Override
    public void close() {
        isClosing = true;
        try {
            writer.join(1000);
            writer.interrupt();
            writer.join(1000);
            log.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            errors.report("outbox-not-closed", "Cannot close the outbox: " + e.getMessage());
        }
    }
}
