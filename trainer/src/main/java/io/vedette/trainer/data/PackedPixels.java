package io.vedette.trainer.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The packed uint8 pixels, height × width × channels, of many examples of one size, held in blocks of memory. */
public final class PackedPixels {
    /** Large enough to waste little, small enough that growing never copies what is there. */
    private static final int BLOCK_BYTES = 8 << 20;

    private final int exampleBytes;
    private final int examplesPerBlock;
    private final List<byte[]> blocks = new ArrayList<>();
    private int size;

    PackedPixels(int exampleBytes) {
        if (exampleBytes < 1) {
            throw new IllegalArgumentException("exampleBytes is not positive: " + exampleBytes);
        }
        this.exampleBytes = exampleBytes;
        this.examplesPerBlock = Math.max(1, BLOCK_BYTES / exampleBytes);
    }

    /** How many examples are held. */
    public int size() {
        return size;
    }

    /** Bytes of one example. */
    public int exampleBytes() {
        return exampleBytes;
    }

    /** Copies the pixels of one example into {@code target}. */
    public void copyTo(int example, byte[] target, int offset) {
        if (example < 0 || example >= size) {
            throw new IndexOutOfBoundsException("example is not between 0 and " + (size - 1) + ": " + example);
        }
        byte[] block = blocks.get(example / examplesPerBlock);
        System.arraycopy(block, example % examplesPerBlock * exampleBytes, target, offset, exampleBytes);
    }

    /** A copy of the pixels of one example. */
    public byte[] get(int example) {
        byte[] pixels = new byte[exampleBytes];
        copyTo(example, pixels, 0);
        return pixels;
    }

    /** Appends one example, whose bytes start at {@code offset}. */
    void add(byte[] source, int offset) {
        int within = size % examplesPerBlock;
        if (within == 0) {
            blocks.add(new byte[examplesPerBlock * exampleBytes]);
        }
        System.arraycopy(source, offset, blocks.get(blocks.size() - 1), within * exampleBytes, exampleBytes);
        size++;
    }

    /** Gives back the unused end of the last block. */
    void trim() {
        int within = size % examplesPerBlock;
        if (within != 0) {
            int last = blocks.size() - 1;
            blocks.set(last, Arrays.copyOf(blocks.get(last), within * exampleBytes));
        }
    }
}
