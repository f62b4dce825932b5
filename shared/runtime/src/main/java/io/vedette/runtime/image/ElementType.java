package io.vedette.runtime.image;

/** The type of a tensor's elements. */
public enum ElementType {
    /** IEEE 754 single precision. */
    FLOAT32(4, 0, 0),
    /** Quantized, −128 to 127. */
    INT8(1, -128, 127),
    /** Quantized, 0 to 255. */
    UINT8(1, 0, 255);

    private final int sizeBytes;
    private final int lowest;
    private final int highest;

    ElementType(int sizeBytes, int lowest, int highest) {
        this.sizeBytes = sizeBytes;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** Bytes per element. */
    public int sizeBytes() {
        return sizeBytes;
    }

    /** Whether the elements are integers with a scale and a zero point. */
    public boolean isQuantized() {
        return this != FLOAT32;
    }

    /** The quantized value nearest to {@code real}: rounded half to even, then clamped. */
    public int quantize(double real, double scale, int zeroPoint) {
        if (!isQuantized()) {
            throw new IllegalStateException(this + " has no quantized values");
        }
        double rounded = Math.rint(real / scale) + zeroPoint;
        return (int) Math.max(lowest, Math.min(highest, rounded));
    }

    /** Whether {@code value} can be stored in one element of this quantized type. */
    public boolean holds(int value) {
        return lowest <= value && value <= highest;
    }
}
