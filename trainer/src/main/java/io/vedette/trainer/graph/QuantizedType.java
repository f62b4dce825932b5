package io.vedette.trainer.graph;

/** The integers that stand for real numbers. */
public enum QuantizedType {
    INT8(Byte.MIN_VALUE, Byte.MAX_VALUE, 1),
    UINT8(0, 255, 1),
    INT32(Integer.MIN_VALUE, Integer.MAX_VALUE, 4);

    private final int lowest;
    private final int highest;
    private final int sizeBytes;

    QuantizedType(int lowest, int highest, int sizeBytes) {
        this.lowest = lowest;
        this.highest = highest;
        this.sizeBytes = sizeBytes;
    }

    public int lowest() {
        return lowest;
    }

    public int highest() {
        return highest;
    }

    public int sizeBytes() {
        return sizeBytes;
    }
}
