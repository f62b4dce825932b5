package io.vedette.trainer.graph;

/** The lowest and the highest number a value took. */
public record TensorRange(float lowest, float highest) {
    /** Of numbers from zero to one whose int8 scale is 1/256, as TFLite wants it of sigmoid and softmax. */
    public static final TensorRange SHARES = new TensorRange(0, 255 / 256f);

    public TensorRange {
        if (!(lowest <= highest) || !Float.isFinite(lowest) || !Float.isFinite(highest)) {
            throw new IllegalArgumentException(
                    "A range needs finite lowest ≤ highest but found " + lowest + " and " + highest);
        }
    }

    /** The smallest range that holds both. */
    public TensorRange union(TensorRange other) {
        return new TensorRange(Math.min(lowest, other.lowest), Math.max(highest, other.highest));
    }

    /** This range widened as far as needed to hold zero, which must have an exact integer: padding and ReLU produce it. */
    public TensorRange withZero() {
        return new TensorRange(Math.min(lowest, 0), Math.max(highest, 0));
    }
}
