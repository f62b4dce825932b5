package io.vedette.core.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.core.bundle.BundleException.Check;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A zip's table of contents, looked at before the platform's reader opens the file: that reader takes a table of any length into memory and says
 * nothing of links.
 *
 * <pre>
 * … members … | directory: one header a member                     | end of directory
 *
 * header       0 "PK\1\2"   4 made by   6 needs    8 flags   10 method  12 time  14 date  16 CRC-32  20 packed size
 *             24 size      28 name length  30 extra length  32 comment length  34 disk  36 internal attributes
 *             38 external attributes, the upper half of which is a Unix mode  42 offset  46 name, extra, comment
 * end          0 "PK\5\6"   4 disk   6 directory's disk   8 members here  10 members
 *             12 directory's size  16 directory's offset  20 comment length, 0 in a bundle
 * </pre>
 */
final class ZipDirectory {
    private static final int END_BYTES = 22;
    private static final int END_MAGIC = 0x06054b50;
    private static final int HEADER_BYTES = 46;
    private static final int HEADER_MAGIC = 0x02014b50;
    /** The most that a header takes: a bundle's names are short, and it has no extras to speak of. */
    private static final int MAX_HEADER_BYTES = 1024;
    /** A count or size with all bits set stands in a zip64's record, for files beyond 4 GB. */
    private static final int ZIP64_COUNT = 0xffff;

    private static final long ZIP64_SIZE = 0xffffffffL;
    private static final int TYPE_MASK = 0xf000;
    private static final int REGULAR_FILE = 0x8000;

    private ZipDirectory() {}

    /**
     * Returns if the directory is whole, within the limits, and names plain files alone.
     *
     * @throws BundleException if it is not
     * @throws IOException if the file cannot be read
     */
    static void require(Path file, BundleLimits limits) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            requireHeaders(readHeaders(channel, file, limits), file, limits);
        }
    }

    private static ByteBuffer readHeaders(FileChannel channel, Path file, BundleLimits limits) throws IOException {
        long endAt = channel.size() - END_BYTES;
        if (endAt < 0) {
            throw notWhole(file, "it has " + channel.size() + " bytes");
        }
        ByteBuffer end = read(channel, endAt, END_BYTES);
        if (end.getInt(0) != END_MAGIC || end.getShort(20) != 0) {
            throw notWhole(file, "its last " + END_BYTES + " bytes are no end of a directory");
        }
        int members = end.getShort(10) & 0xffff;
        long size = end.getInt(12) & 0xffffffffL;
        long offset = end.getInt(16) & 0xffffffffL;
        if (members == ZIP64_COUNT || size == ZIP64_SIZE || offset == ZIP64_SIZE) {
            throw new BundleException(
                    Check.LIMITS, "The bundle is a zip64, which is for files beyond 4294967295 bytes");
        }
        if (members > limits.maxMembers() || size > (long) limits.maxMembers() * MAX_HEADER_BYTES) {
            throw new BundleException(
                    Check.LIMITS,
                    "The bundle's directory has " + members + " entries in " + size + " bytes; allowed are at most "
                            + limits.maxMembers() + " entries");
        }
        if (offset + size != endAt) {
            throw notWhole(file, "its directory is not where it should be");
        }
        return read(channel, offset, (int) size);
    }

    private static void requireHeaders(ByteBuffer headers, Path file, BundleLimits limits) {
        long total = 0;
        while (headers.hasRemaining()) {
            int at = headers.position();
            if (headers.remaining() < HEADER_BYTES || headers.getInt(at) != HEADER_MAGIC) {
                throw notWhole(file, "its directory is damaged at byte " + at);
            }
            int nameLength = headers.getShort(at + 28) & 0xffff;
            int extraLength = headers.getShort(at + 30) & 0xffff;
            int commentLength = headers.getShort(at + 32) & 0xffff;
            int length = HEADER_BYTES + nameLength + extraLength + commentLength;
            if (length > headers.remaining()) {
                throw notWhole(file, "its directory is damaged at byte " + at);
            }
            byte[] nameBytes = new byte[nameLength];
            headers.get(at + HEADER_BYTES, nameBytes);
            requirePlain(new String(nameBytes, UTF_8), headers.getShort(at + 40) & 0xffff);
            total += headers.getInt(at + 24) & 0xffffffffL;
            headers.position(at + length);
        }
        if (total > limits.maxTotalBytes()) {
            throw new BundleException(
                    Check.LIMITS,
                    "The bundle says that it unpacks to " + total + " bytes; allowed are at most "
                            + limits.maxTotalBytes());
        }
    }

    private static void requirePlain(String name, int mode) {
        int type = mode & TYPE_MASK;
        if (type != 0 && type != REGULAR_FILE) {
            throw new BundleException(
                    Check.LINKS,
                    "Entry '" + name + "' is no plain file but a link or the like, of mode "
                            + Integer.toOctalString(mode));
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("The file ended at byte " + (position + buffer.position()));
            }
        }
        return buffer.flip();
    }

    private static BundleException notWhole(Path file, String why) {
        return new BundleException(Check.ARCHIVE, "Not a whole zip file: " + file + ": " + why);
    }
}
