package io.vedette.trainer.tflite;

import java.nio.ByteBuffer;

/**
 * Checks that parts of a flatbuffer lie inside of it, before the generated classes, which do not look, read them.
 *
 * <pre>
 * file       0 offset of the root table
 * table      0 distance back to its vtable   then its fields
 * vtable     0 own length (2 bytes)  2 table's length (2)  4 + 2·n place of field n in the table, 0 where it has its default (2)
 * vector     0 length  4 elements; of tables and strings 4 + 4·i distance to element i
 * </pre>
 */
final class FlatbufferBounds {
    /** Vtables are read as signed numbers of two bytes. */
    private static final int LONGEST_TABLE = Short.MAX_VALUE;

    private static final int OFFSET_BYTES = 4;

    private final ByteBuffer bytes;

    /** Of a whole file from 0 to limit, in little-endian order. */
    FlatbufferBounds(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    int root() {
        return table(target(0));
    }

    /** Checks a field of a number of so many bytes and gives the number, 0 where it has its default. */
    long number(int table, int field, int size) {
        int place = place(table, field, size);
        long number = 0;
        for (int i = 0; i < size && place != 0; i++) {
            number |= Byte.toUnsignedLong(bytes.get(place + i)) << (Byte.SIZE * i);
        }
        return number;
    }

    /** The table in a field, 0 where there is none. */
    int child(int table, int field) {
        int place = place(table, field, OFFSET_BYTES);
        return place == 0 ? 0 : table(target(place));
    }

    /** The tables of a vector in a field, none where there is no vector. */
    int[] children(int table, int field, int most) {
        int place = place(table, field, OFFSET_BYTES);
        if (place == 0) {
            return new int[0];
        }
        int vector = target(place);
        int length = length(vector, OFFSET_BYTES);
        if (length > most) {
            throw new TfliteFileException("has a list of " + length + " entries where at most " + most + " are read");
        }
        int[] children = new int[length];
        for (int i = 0; i < length; i++) {
            children[i] = table(target(vector + OFFSET_BYTES * (1 + i)));
        }
        return children;
    }

    /** Checks a vector of numbers, or a string, in a field, and gives its length, 0 where there is none. */
    int vector(int table, int field, int elementSize) {
        int place = place(table, field, OFFSET_BYTES);
        return place == 0 ? 0 : length(target(place), elementSize);
    }

    /** Where a field of so many bytes lies, 0 where it has its default. */
    private int place(int table, int field, int size) {
        int vtable = table - bytes.getInt(table);
        int slot = 4 + 2 * field;
        if (slot + 2 > bytes.getShort(vtable)) {
            return 0;
        }
        int offset = bytes.getShort(vtable + slot);
        if (offset == 0) {
            return 0;
        }
        if (offset < OFFSET_BYTES || offset + size > bytes.getShort(vtable + 2)) {
            throw damaged(table);
        }
        return table + offset;
    }

    private int table(int position) {
        require(position, OFFSET_BYTES);
        long vtable = (long) position - bytes.getInt(position);
        require(vtable, OFFSET_BYTES);
        int ownLength = bytes.getShort((int) vtable) & 0xffff;
        int tableLength = bytes.getShort((int) vtable + 2) & 0xffff;
        if (ownLength < 4 || ownLength > LONGEST_TABLE || tableLength < 4 || tableLength > LONGEST_TABLE) {
            throw damaged(position);
        }
        require(vtable, ownLength);
        require(position, tableLength);
        return position;
    }

    private int target(int place) {
        require(place, OFFSET_BYTES);
        long target = place + Integer.toUnsignedLong(bytes.getInt(place));
        require(target, OFFSET_BYTES);
        return (int) target;
    }

    private int length(int vector, int elementSize) {
        long length = Integer.toUnsignedLong(bytes.getInt(vector));
        require((long) vector + OFFSET_BYTES, length * elementSize);
        return (int) length;
    }

    private void require(long position, long size) {
        if (position < 0 || position + size > bytes.limit()) {
            throw damaged(position);
        }
    }

    private TfliteFileException damaged(long position) {
        return new TfliteFileException("is cut off or damaged: what it keeps at byte " + position
                + " does not fit into its " + bytes.limit() + " bytes");
    }
}
