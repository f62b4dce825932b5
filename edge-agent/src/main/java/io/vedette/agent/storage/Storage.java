package io.vedette.agent.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Files that must outlive a power cut. What is written is durable after the file's sync, what is named after the storage's. */
public interface Storage extends Closeable {
    /** Names of all files. */
    List<String> list() throws IOException;

    /** Opens a file to read and write, making it if it is not there. */
    StoredFile open(String name) throws IOException;

    /** Deletes a file; one that is not there is no error. */
    void delete(String name) throws IOException;

    /** Gives a file another name, in place of the file that may have it: at every moment the name stands for one of the two, whole. */
    void rename(String from, String to) throws IOException;

    /** Returns when names made, changed and deleted before survive a power cut. */
    void sync() throws IOException;

    /** How many more bytes may be written. */
    long usableBytes() throws IOException;

    /** Where those who only read find a file. */
    Path locate(String name) throws IOException;

    /** Whether a file is there. */
    default boolean has(String name) throws IOException {
        return list().contains(name);
    }

    /**
     * Replaces a file's content: after a power cut at any moment it is the old or the new, whole, and the new once this has returned.
     *
     * @param name its file; one named so with {@code .new} behind it is used on the way
     */
    default void replace(String name, byte[] content) throws IOException {
        String beside = name + ".new";
        try (StoredFile file = open(beside)) {
            file.truncate(0);
            file.write(ByteBuffer.wrap(content), 0);
            file.sync();
        }
        rename(beside, name);
        sync();
    }

    /** One file. */
    interface StoredFile extends Closeable {
        long size() throws IOException;

        /** Writes all that remains in {@code bytes} at {@code position}. */
        void write(ByteBuffer bytes, long position) throws IOException;

        /** Fills {@code bytes} from {@code position} as far as the file goes. */
        void read(ByteBuffer bytes, long position) throws IOException;

        void truncate(long size) throws IOException;

        /** Returns when what was written before survives a power cut. */
        void sync() throws IOException;
    }
}
