package io.vedette.agent.messaging;

import io.vedette.agent.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of the outbox: a header, then frames in the order of their sequence numbers.
 *
 * <pre>
 * Name: the first sequence in 20 digits, then ".segment". All numbers are big-endian.
 *
 *   Header                                   Frame
 *    0  4  "VOBX"                             0  2  marker 5E C0
 *    4  2  version, 1                         2  2  bytes of the topic, t
 *    6  2  bytes of the header, 52            4  4  bytes of the payload, p
 *    8 16  outbox id                          8  8  sequence
 *   24  8  first sequence                    16  4  CRC-32C of bytes 0 to 15, topic and payload
 *   32  8  records discarded before          20  t  topic, UTF-8
 *   40  8  lowest sequence kept when made  20+t  p  payload
 *   48  4  CRC-32C of bytes 0 to 47
 * </pre>
 *
 * <p>What cannot be read is passed over byte by byte up to the next whole frame; a frame's CRC, marker and growing sequence make a false one
 * all but impossible. What follows the last whole frame is a torn write, which was never accepted.
 */
final class Segment implements Closeable {
    static final int HEADER_BYTES = 52;
    static final int FRAME_BYTES = 20;
    static final int MAX_PAYLOAD_BYTES = 1 << 20;

    private static final int MAGIC = 0x564F4258;
    private static final short VERSION = 1;
    private static final short MARKER = 0x5EC0;
    private static final int ABSENT = -1;
    private static final Pattern NAME = Pattern.compile("([0-9]{20})\\.segment");

    private final Storage.StoredFile file;
    private final long firstSequence;
    private final @Nullable Header header;
    private int[] offsets = new int[64];
    private int count;
    private int sizeBytes;

    private Segment(Storage.StoredFile file, long firstSequence, @Nullable Header header, int sizeBytes) {
        this.file = file;
        this.firstSequence = firstSequence;
        this.header = header;
        this.sizeBytes = sizeBytes;
    }

    /**
     * What a segment says of the outbox at the time it was made.
     *
     * @param discarded records given up before
     * @param oldestKept the first sequence of the oldest segment kept
     */
    record Header(UUID outbox, long firstSequence, long discarded, long oldestKept) {}

    static String nameOf(long firstSequence) {
        return String.format(Locale.ROOT, "%020d.segment", firstSequence);
    }

    /** The first sequence of the segment of that name, if it is one's. */
    static OptionalLong findFirstSequence(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(matcher.group(1)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** A new segment, which survives a power cut as soon as the folder was synced. */
    static Segment create(Storage.StoredFile file, Header header) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
        bytes.putInt(MAGIC).putShort(VERSION).putShort((short) HEADER_BYTES);
        bytes.putLong(header.outbox().getMostSignificantBits());
        bytes.putLong(header.outbox().getLeastSignificantBits());
        bytes.putLong(header.firstSequence()).putLong(header.discarded()).putLong(header.oldestKept());
        bytes.putInt(crc(bytes.duplicate().flip()));
        file.truncate(0);
        file.write(bytes.flip(), 0);
        file.sync();
        return new Segment(file, header.firstSequence(), header, HEADER_BYTES);
    }

    /**
     * Reads a segment that an earlier run wrote.
     *
     * @param limit frames of this sequence and above are not its own: a later segment took over
     */
    static Segment recover(Storage.StoredFile file, long firstSequence, long limit) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        file.read(bytes, 0);
        bytes.flip();
        Segment segment = new Segment(file, firstSequence, readHeader(bytes), HEADER_BYTES);
        int at = HEADER_BYTES;
        while (at + FRAME_BYTES <= bytes.limit()) {
            if (!segment.isFrame(bytes, at)) {
                at++;
                continue;
            }
            if (bytes.getLong(at + 8) >= limit) {
                break;
            }
            segment.index(bytes.getLong(at + 8), at);
            at += frameBytes(bytes, at);
            segment.sizeBytes = at;
        }
        return segment;
    }

    private static @Nullable Header readHeader(ByteBuffer bytes) {
        if (bytes.limit() < HEADER_BYTES
                || bytes.getInt(0) != MAGIC
                || bytes.getShort(4) != VERSION
                || bytes.getInt(48) != crc(bytes.slice(0, 48))) {
            return null;
        }
        return new Header(
                new UUID(bytes.getLong(8), bytes.getLong(16)), bytes.getLong(24), bytes.getLong(32), bytes.getLong(40));
    }

    private boolean isFrame(ByteBuffer bytes, int at) {
        if (bytes.getShort(at) != MARKER) {
            return false;
        }
        int payloadBytes = bytes.getInt(at + 4);
        if (payloadBytes < 0 || payloadBytes > MAX_PAYLOAD_BYTES) {
            return false;
        }
        int end = at + frameBytes(bytes, at);
        long sequence = bytes.getLong(at + 8);
        if (end > bytes.limit() || sequence <= lastSequence() || sequence - firstSequence > bytes.limit()) {
            return false;
        }
        return bytes.getInt(at + 16) == frameCrc(bytes, at, end);
    }

    private static int frameBytes(ByteBuffer bytes, int at) {
        return FRAME_BYTES + Short.toUnsignedInt(bytes.getShort(at + 2)) + bytes.getInt(at + 4);
    }

    private static int frameCrc(ByteBuffer bytes, int at, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(at, 16));
        crc.update(bytes.slice(at + FRAME_BYTES, end - at - FRAME_BYTES));
        return (int) crc.getValue();
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private void index(long sequence, int offset) {
        int place = Math.toIntExact(sequence - firstSequence);
        if (place >= offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.max(place + 1, offsets.length * 2));
        }
        Arrays.fill(offsets, count, place, ABSENT);
        offsets[place] = offset;
        count = place + 1;
    }

    /** Bytes that a record's frame takes. */
    static int frameBytes(byte[] topic, OutboxRecord record) {
        return FRAME_BYTES + topic.length + record.payload().length;
    }

    /** The bytes of the records' frames, ready to write. */
    static ByteBuffer encode(List<OutboxRecord> records) {
        int total = 0;
        for (OutboxRecord record : records) {
            total += frameBytes(record.topic().getBytes(StandardCharsets.UTF_8), record);
        }
        ByteBuffer bytes = ByteBuffer.allocate(total);
        for (OutboxRecord record : records) {
            int at = bytes.position();
            byte[] topic = record.topic().getBytes(StandardCharsets.UTF_8);
            bytes.putShort(MARKER).putShort((short) topic.length).putInt(record.payload().length);
            bytes.putLong(record.sequence()).putInt(0).put(topic).put(record.payload());
            bytes.putInt(at + 16, frameCrc(bytes, at, bytes.position()));
        }
        return bytes.flip();
    }

    /** Writes frames behind the last and returns when they survive a power cut; they count from {@link #accept}. */
    void write(ByteBuffer frames) throws IOException {
        file.write(frames, sizeBytes);
        file.sync();
    }

    /** Takes frames that were written into account. */
    void accept(ByteBuffer frames) {
        int at = 0;
        while (at < frames.limit()) {
            index(frames.getLong(at + 8), sizeBytes + at);
            at += frameBytes(frames, at);
        }
        sizeBytes += at;
    }

    /** Cuts off what lies behind the last accepted frame. */
    void cutTail() throws IOException {
        if (file.size() > sizeBytes) {
            file.truncate(sizeBytes);
        }
    }

    /** The record of that sequence, if it is here and can be read. */
    Optional<OutboxRecord> find(long sequence) throws IOException {
        if (!has(sequence)) {
            return Optional.empty();
        }
        int offset = offsets[(int) (sequence - firstSequence)];
        ByteBuffer head = ByteBuffer.allocate(FRAME_BYTES);
        file.read(head, offset);
        if (head.hasRemaining()) {
            return Optional.empty();
        }
        int frameBytes = frameBytes(head, 0);
        if (frameBytes < FRAME_BYTES || frameBytes > sizeBytes - offset) {
            return Optional.empty();
        }
        ByteBuffer frame = ByteBuffer.allocate(frameBytes);
        file.read(frame, offset);
        if (frame.hasRemaining()
                || frame.getLong(8) != sequence
                || frame.getInt(16) != frameCrc(frame, 0, frameBytes)) {
            return Optional.empty();
        }
        int topicBytes = Short.toUnsignedInt(frame.getShort(2));
        byte[] all = frame.array();
        return Optional.of(new OutboxRecord(
                sequence,
                new String(all, FRAME_BYTES, topicBytes, StandardCharsets.UTF_8),
                Arrays.copyOfRange(all, FRAME_BYTES + topicBytes, frameBytes)));
    }

    boolean has(long sequence) {
        return sequence >= firstSequence
                && sequence <= lastSequence()
                && offsets[(int) (sequence - firstSequence)] != ABSENT;
    }

    @Nullable
    Header header() {
        return header;
    }

    long firstSequence() {
        return firstSequence;
    }

    /** The highest sequence here, one below the first if there is none. */
    long lastSequence() {
        return firstSequence + count - 1;
    }

    /** Records that can be read. */
    long records() {
        long records = 0;
        for (int i = 0; i < count; i++) {
            if (offsets[i] != ABSENT) {
                records++;
            }
        }
        return records;
    }

    int sizeBytes() {
        return sizeBytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
