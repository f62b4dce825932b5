package io.vedette.agent.messaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Files in memory, which can be full, fail to sync, and lose in a power cut what was not synced. */
final class FakeStorage implements Storage {
    private final TreeMap<String, Content> files = new TreeMap<>();
    private long freeBytes = Long.MAX_VALUE / 2;
    private boolean isSyncFailing;
    private int syncs;

    private static final class Content {
        private byte[] bytes = new byte[0];
        private byte[] synced = new byte[0];
    }

    synchronized void setFreeBytes(long bytes) {
        freeBytes = bytes;
    }

    synchronized void setSyncFailing(boolean isFailing) {
        isSyncFailing = isFailing;
    }

    /** Syncs of files so far. */
    synchronized int syncs() {
        return syncs;
    }

    /** The same files after a power cut. */
    synchronized FakeStorage afterPowerCut() {
        FakeStorage other = new FakeStorage();
        files.forEach((name, content) -> {
            Content kept = new Content();
            kept.bytes = content.synced.clone();
            kept.synced = content.synced.clone();
            other.files.put(name, kept);
        });
        return other;
    }

    /** The same files after the process was killed: what was written is there, synced or not. */
    synchronized FakeStorage afterKill() {
        FakeStorage other = new FakeStorage();
        files.forEach((name, content) -> {
            Content kept = new Content();
            kept.bytes = content.bytes.clone();
            kept.synced = content.bytes.clone();
            other.files.put(name, kept);
        });
        return other;
    }

    /** A file's bytes, which a test may change. */
    synchronized byte[] bytes(String name) {
        Content content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        return content.bytes;
    }

    synchronized void put(String name, byte[] bytes) {
        Content content = new Content();
        content.bytes = bytes.clone();
        content.synced = bytes.clone();
        files.put(name, content);
    }

    synchronized void cut(String name, int newSize) {
        put(name, Arrays.copyOf(bytes(name), newSize));
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized StoredFile open(String name) {
        Content content = files.computeIfAbsent(name, missing -> new Content());
        return new MemoryFile(content);
    }

    @Override
    public synchronized void delete(String name) {
        files.remove(name);
    }

    @Override
    public void sync() {}

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
                int wanted = bytes.remaining();
                int grown = (int) Math.max(0, position + wanted - content.bytes.length);
                int written = grown > freeBytes ? Math.max(0, wanted - (int) (grown - freeBytes)) : wanted;
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
        public void read(ByteBuffer bytes, long position) {
            synchronized (FakeStorage.this) {
                int count = Math.min(bytes.remaining(), content.bytes.length - (int) position);
                if (count > 0) {
                    bytes.put(content.bytes, (int) position, count);
                }
            }
        }

        @Override
        public void truncate(long size) {
            synchronized (FakeStorage.this) {
                if (size < content.bytes.length) {
                    freeBytes += content.bytes.length - size;
                    content.bytes = Arrays.copyOf(content.bytes, (int) size);
                }
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (FakeStorage.this) {
                if (isSyncFailing) {
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
