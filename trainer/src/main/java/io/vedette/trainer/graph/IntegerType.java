package io.vedette.trainer.graph;

/** Integers in which files store numbers. */
public enum IntegerType {
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4);

    private final int sizeBytes;

    IntegerType(int sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    /** Bytes a number. */
    public int sizeBytes() {
        return sizeBytes;
    }
}
