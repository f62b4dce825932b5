package io.vedette.trainer.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/*
 * The IDX format of MNIST and its likes, big-endian (http://yann.lecun.com/exdb/mnist/):
 *
 *   byte  0  1      2        3            4 …                      4 + 4·dimensions …
 *       [ 0][ 0][ type ][ dimensions ][ int32 size of each dimension ][ values ]
 *
 * type 0x08 is uint8, the only one here; labels have one dimension, grey pictures three (count, height, width).
 */
/** The content of one IDX file of uint8 values, gzipped or plain. */
final class IdxFile {
    private static final int LABELS_MAGIC = 0x0801;
    private static final int PICTURES_MAGIC = 0x0803;

    private final int[] sizes;
    private final byte[] values;

    private IdxFile(int[] sizes, byte[] values) {
        this.sizes = sizes;
        this.values = values;
    }

    /** Reads a file of labels: one dimension. */
    static IdxFile readLabels(Path file) throws IOException {
        return read(file, LABELS_MAGIC, 1);
    }

    /** Reads a file of grey pictures: count, height, width. */
    static IdxFile readPictures(Path file) throws IOException {
        return read(file, PICTURES_MAGIC, 3);
    }

    int count() {
        return sizes[0];
    }

    /** The size of a dimension: 0 counts the examples. */
    int size(int dimension) {
        return sizes[dimension];
    }

    /** All values, the last dimension fastest; not to be written to. */
    byte[] values() {
        return values;
    }

    private static IdxFile read(Path file, int wantedMagic, int dimensions) throws IOException {
        try (DataInputStream in = new DataInputStream(open(file))) {
            int headerBytes = 4 * (1 + dimensions);
            byte[] header = in.readNBytes(headerBytes);
            if (header.length < 4) {
                throw new TruncatedIdxException(file, headerBytes, header.length);
            }
            int magic = intAt(header, 0);
            if (magic != wantedMagic) {
                throw new WrongIdxMagicException(file, wantedMagic, magic);
            }
            if (header.length < headerBytes) {
                throw new TruncatedIdxException(file, headerBytes, header.length);
            }
            int[] sizes = new int[dimensions];
            long bytes = 1;
            for (int i = 0; i < dimensions; i++) {
                sizes[i] = intAt(header, 4 + 4 * i);
                if (sizes[i] < 1 || bytes * sizes[i] > Integer.MAX_VALUE - 16) {
                    throw new IdxSizeException(file, "dimension " + i + " has the size " + (sizes[i] & 0xffffffffL));
                }
                bytes *= sizes[i];
            }
            byte[] values = in.readNBytes((int) bytes);
            if (values.length < bytes) {
                throw new TruncatedIdxException(file, headerBytes + bytes, headerBytes + values.length);
            }
            if (in.read() != -1) {
                throw new IdxSizeException(
                        file, "it goes on after the " + (headerBytes + bytes) + " bytes its header promises");
            }
            return new IdxFile(sizes, values);
        } catch (EOFException | ZipException e) {
            throw new IdxSizeException(file, "its compression is broken (" + e.getMessage() + ")");
        }
    }

    private static InputStream open(Path file) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        raw.mark(2);
        boolean isGzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return isGzip ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private static int intAt(byte[] bytes, int offset) {
        return (bytes[offset] & 0xff) << 24
                | (bytes[offset + 1] & 0xff) << 16
                | (bytes[offset + 2] & 0xff) << 8
                | (bytes[offset + 3] & 0xff);
    }
}
