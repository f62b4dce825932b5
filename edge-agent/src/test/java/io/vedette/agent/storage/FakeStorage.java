package io.vedette.agent.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files in memory that behave as a disk does: it can be full, fail to sync or to read, the power can fail at every change, and then what was not
 * synced is lost: a file's bytes without the file's sync, a name without the storage's.
 */
public final class FakeStorage implements Storage {
    private static final Path COPIES = newFolder();

    private final TreeMap<String, Content> files = new TreeMap<>();
    private final TreeMap<String, Content> durable = new TreeMap<>();
    private long freeBytes = Long.MAX_VALUE / 2;
    private @Nullable String unreadable;
    private boolean isSyncFailing;
    private int syncs;
    private long changes;
    private long cutAt = Long.MAX_VALUE;
    private long fullFrom = Long.MAX_VALUE;
    private long fullTo = Long.MAX_VALUE;
    private long reads;
    private long failedReads;
    private long unreadableFrom = Long.MAX_VALUE;
    private long unreadableTo = Long.MAX_VALUE;

    private static final class Content {
        private byte[] bytes = new byte[0];
        private byte[] synced = new byte[0];
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("fake-storage");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The power failed; whoever catches this is dead and does nothing more. */
    public static final class PowerCutError extends Error {
        private static final long serialVersionUID = 1;

        PowerCutError(long change) {
            super("the power failed at change " + change);
        }
    }

    public synchronized void setFreeBytes(long bytes) {
        freeBytes = bytes;
    }

    public synchronized void setSyncFailing(boolean isFailing) {
        isSyncFailing = isFailing;
    }

    /** The power fails just before the change of that number, counted from 1: a write, truncation, sync, rename or deletion. */
    public synchronized void setCutAt(long change) {
        cutAt = change;
    }

    /** Changes from one of that number to another fail: writes find no space, and nothing can be synced, renamed or deleted. */
    public synchronized void setFull(long fromChange, long toChange) {
        fullFrom = fromChange;
        fullTo = toChange;
    }

    /** Changes so far, that is points at which the power can fail. */
    public synchronized long changes() {
        return changes;
    }

    /** What is read from one read of that number to another, counted from 1, cannot be: a list, a file to open or to find, bytes. */
    public synchronized void setUnreadable(long fromRead, long toRead) {
        unreadableFrom = fromRead;
        unreadableTo = toRead;
    }

    /** Reads so far, that is points at which one can fail. */
    public synchronized long reads() {
        return reads;
    }

    /** Reads so far that failed. */
    public synchronized long failedReads() {
        return failedReads;
    }

    private void read() throws IOException {
        reads++;
        if (reads >= unreadableFrom && reads <= unreadableTo) {
            failedReads++;
            throw new IOException("Input/output error");
        }
    }

    /** Syncs of files so far. */
    public synchronized int syncs() {
        return syncs;
    }

    private void change() {
        changes++;
        if (changes >= cutAt) {
            throw new PowerCutError(changes);
        }
    }

    private void changeName() throws IOException {
        change();
        if (isFull()) {
            throw new IOException("Input/output error");
        }
    }

    private boolean isFull() {
        return changes >= fullFrom && changes <= fullTo;
    }

    /** The same files after a power cut. */
    public synchronized FakeStorage afterPowerCut() {
        FakeStorage other = new FakeStorage();
        durable.forEach((name, content) -> other.put(name, content.synced));
        return other;
    }

    /** The same files after the process was killed: what was written is there, synced or not. */
    public synchronized FakeStorage afterKill() {
        FakeStorage other = new FakeStorage();
        files.forEach((name, content) -> other.put(name, content.bytes));
        return other;
    }

    /** A file's bytes, which a test may change. */
    public synchronized byte[] bytes(String name) {
        Content content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        return content.bytes;
    }

    public synchronized void put(String name, byte[] bytes) {
        Content content = new Content();
        content.bytes = bytes.clone();
        content.synced = bytes.clone();
        files.put(name, content);
        durable.put(name, content);
    }

    public synchronized void cut(String name, int newSize) {
        put(name, Arrays.copyOf(bytes(name), newSize));
    }

    /** A file that the disk does not give from now on; none where null. */
    public synchronized void setUnreadable(@Nullable String name) {
        unreadable = name;
    }

    private void requireReadable(String name) throws IOException {
        if (name.equals(unreadable)) {
            failedReads++;
            throw new IOException("Input/output error");
        }
    }

    @Override
    public synchronized List<String> list() throws IOException {
        read();
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized StoredFile open(String name) throws IOException {
        read();
        requireReadable(name);
        Content content = files.computeIfAbsent(name, missing -> new Content());
        return new MemoryFile(content);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        changeName();
        files.remove(name);
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        changeName();
        Content content = files.remove(from);
        if (content == null) {
            throw new NoSuchFileException(from);
        }
        files.put(to, content);
    }

    @Override
    public synchronized void sync() throws IOException {
        changeName();
        durable.clear();
        durable.putAll(files);
    }

    @Override
    public synchronized long usableBytes() throws IOException {
        read();
        return freeBytes;
    }

    /** A copy of the file as it is now, on a real disk; good until the next call. */
    @Override
    public synchronized Path locate(String name) throws IOException {
        read();
        requireReadable(name);
        Content content = files.get(name);
        if (content == null) {
            return Path.of("no-such-file", name);
        }
        return Files.write(COPIES.resolve(name), content.bytes);
    }

    @Override
    public void close() {}

    private final class MemoryFile implements StoredFile {
        private final Content content;

        MemoryFile(Content content) {
            this.content = content;
        }

        @Override
        public long size() {
            synchronized (FakeStorage.this) {
                return content.bytes.length;
            }
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            synchronized (FakeStorage.this) {
                change();
                int wanted = bytes.remaining();
                int grown = (int) Math.max(0, position + wanted - content.bytes.length);
                int written = grown > freeBytes ? Math.max(0, wanted - (int) (grown - freeBytes)) : wanted;
                if (isFull()) {
                    written = wanted / 2;
                }
                int end = Math.max(content.bytes.length, (int) position + written);
                freeBytes -= Math.max(0, end - content.bytes.length);
                content.bytes = Arrays.copyOf(content.bytes, end);
                bytes.get(content.bytes, (int) position, written);
                if (written < wanted) {
                    throw new IOException("No space left on device");
                }
            }
        }

        @Override
        public void read(ByteBuffer bytes, long position) throws IOException {
            synchronized (FakeStorage.this) {
                FakeStorage.this.read();
                int count = Math.min(bytes.remaining(), content.bytes.length - (int) position);
                if (count > 0) {
                    bytes.put(content.bytes, (int) position, count);
                }
            }
        }

        @Override
        public void truncate(long size) {
            synchronized (FakeStorage.this) {
                change();
                if (size < content.bytes.length) {
                    freeBytes += content.bytes.length - size;
                    content.bytes = Arrays.copyOf(content.bytes, (int) size);
                }
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (FakeStorage.this) {
                change();
                if (isSyncFailing || isFull()) {
                    throw new IOException("Input/output error");
                }
                syncs++;
                content.synced = content.bytes.clone();
            }
        }

        @Override
        public void close() {}
    }
}
