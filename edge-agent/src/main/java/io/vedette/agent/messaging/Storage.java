package io.vedette.agent.messaging;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The files of an outbox. */
interface Storage extends Closeable {
    /** Names of all files. */
    List<String> list() throws IOException;

    /** Opens a file to read and write, making it if it is not there. */
    StoredFile open(String name) throws IOException;

    /** Deletes a file; one that is not there is no error. */
    void delete(String name) throws IOException;

    /** Returns when names made and deleted before survive a power cut. */
    void sync() throws IOException;

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
