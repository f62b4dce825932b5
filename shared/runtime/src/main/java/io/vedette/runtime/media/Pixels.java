package io.vedette.runtime.media;

import io.vedette.core.bundle.ColourOrder;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** A picture as packed bytes, row by row, channels together, in a direct buffer that is allocated once and reused. */
public final class Pixels {
    /** Vector instructions of the scaler may write a few bytes over the end of a row: the last row needs room for that. */
    private static final int SLACK_BYTES = 128;

    private final int width;
    private final int height;
    private final ColourOrder order;
    private final ByteBuffer bytes;
    private final BytePointer memory;
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4);
    private int planeOffset = -1;

    private Pixels(int width, int height, ColourOrder order) {
        this.width = width;
        this.height = height;
        this.order = order;
        int size = Math.multiplyExact(Math.multiplyExact(width, height), order.channels());
        ByteBuffer room = ByteBuffer.allocateDirect(Math.addExact(size, SLACK_BYTES));
        this.memory = new BytePointer(room);
        this.bytes = room.slice(0, size);
        this.strides.put(0, rowBytes());
        for (int plane = 1; plane < 4; plane++) {
            planes.put(plane, (BytePointer) null);
            strides.put(plane, 0);
        }
    }

    /** A black picture. */
    public static Pixels allocate(int width, int height, ColourOrder order) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("width and height are not positive: " + width + "×" + height);
        }
        return new Pixels(width, height, order);
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** The channels of a pixel. */
    public ColourOrder order() {
        return order;
    }

    /** The bytes from position 0 to the limit; the same buffer each time. Read with absolute indexes, or reset the position. */
    public ByteBuffer bytes() {
        return bytes;
    }

    int rowBytes() {
        return width * order.channels();
    }

    /** The plane pointers for FFmpeg, the first pointing at the pixel (x, y). */
    PointerPointer<BytePointer> planesFrom(int x, int y) {
        int offset = y * rowBytes() + x * order.channels();
        if (offset != planeOffset) {
            planes.put(0, new BytePointer(memory).position(offset));
            planeOffset = offset;
        }
        return planes;
    }

    IntPointer strides() {
        return strides;
    }
}
