package io.vedette.runtime.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Direct buffers which a runtime may use as a tensor's memory. */
final class DirectMemory {
    /** The alignment that TensorFlow Lite requires and that vector instructions like. */
    private static final int ALIGNMENT = 64;

    private DirectMemory() {}

    /** The bytes themselves where they lie outside the heap, else a copy which does. */
    static ByteBuffer of(ByteBuffer bytes) {
        if (bytes.isDirect()) {
            return bytes;
        }
        return allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }

    /** An aligned buffer of exactly {@code sizeBytes}, zeroed, in native order. */
    static ByteBuffer allocate(int sizeBytes) {
        // The aligned slice drops what is not a whole unit at both ends.
        int wholeUnits = Math.multiplyExact(sizeBytes / ALIGNMENT + 2, ALIGNMENT);
        return ByteBuffer.allocateDirect(wholeUnits)
                .alignedSlice(ALIGNMENT)
                .slice(0, sizeBytes)
                .order(ByteOrder.nativeOrder());
    }
}
