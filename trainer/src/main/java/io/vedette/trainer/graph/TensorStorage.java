package io.vedette.trainer.graph;

/**
 * How the numbers of a tensor lie in a file as integers: real = (q − zero point) · scale.
 *
 * @param scales how many there are: one, or one a channel, which lie between the lowest and the highest
 */
public record TensorStorage(
        IntegerType type,
        int scales,
        float lowestScale,
        float highestScale,
        int lowestZeroPoint,
        int highestZeroPoint) {
    public TensorStorage {
        if (scales < 1) {
            throw new IllegalArgumentException("Needs a scale but found " + scales);
        }
    }

    /** Integers that share one scale. */
    public static TensorStorage perTensor(IntegerType type, float scale, int zeroPoint) {
        return new TensorStorage(type, 1, scale, scale, zeroPoint, zeroPoint);
    }

    /** Integers with a scale and a zero point a channel, or one for all. */
    public static TensorStorage of(IntegerType type, float[] scales, int[] zeroPoints) {
        if (scales.length == 0 || scales.length != zeroPoints.length) {
            throw new IllegalArgumentException("Needs scales and a zero point for each but found " + scales.length
                    + " scales and " + zeroPoints.length + " zero points");
        }
        TensorStorage range = perTensor(type, scales[0], zeroPoints[0]);
        for (int i = 1; i < scales.length; i++) {
            range = new TensorStorage(
                    type,
                    i + 1,
                    Math.min(range.lowestScale, scales[i]),
                    Math.max(range.highestScale, scales[i]),
                    Math.min(range.lowestZeroPoint, zeroPoints[i]),
                    Math.max(range.highestZeroPoint, zeroPoints[i]));
        }
        return range;
    }
}
