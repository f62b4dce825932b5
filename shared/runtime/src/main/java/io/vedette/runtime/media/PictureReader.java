package io.vedette.runtime.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Decodes and scales single pictures, from files or from bytes, by the way that video frames go. */
public final class PictureReader {
    private final MediaOptions options;
    private final long maxBytes;

    /**
     * @param maxBytes of a picture's file; a longer one is refused before it is read
     */
    public PictureReader(MediaOptions options, long maxBytes) {
        if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("maxBytes is not from 1 to " + Integer.MAX_VALUE + ": " + maxBytes);
        }
        this.options = options;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads a picture's file.
     *
     * @throws UnreadableSourceException when it is missing, too long, no picture, or damaged
     */
    public void read(Path file, Scaler scaler, Pixels target) {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableSourceException(
                    file.toString(), Files.isDirectory(file) ? "it is a directory" : "there is no such file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > maxBytes) {
                throw new UnreadableSourceException(
                        file.toString(), "expected at most " + maxBytes + " bytes but found " + size);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // A channel may give less than was asked for.
            }
            read(file.toString(), bytes.flip(), scaler, target);
        } catch (IOException e) {
            throw new UnreadableSourceException(file.toString(), e.toString(), e);
        }
    }

    /**
     * Reads a picture's bytes, position to limit.
     *
     * @param name of the picture in messages
     * @throws UnreadableSourceException when they are no picture, or damaged
     */
    public void read(String name, ByteBuffer bytes, Scaler scaler, Pixels target) {
        if (!bytes.hasRemaining()) {
            throw new UnreadableSourceException(name, "it is empty");
        }
        try (FrameReader reader = FrameReader.open(new MediaAddress.Picture(name, bytes), options)) {
            if (!reader.read()) {
                throw new UnreadableSourceException(name, "it holds no picture");
            }
            scaler.scale(reader.frame(), target);
        }
    }
}
