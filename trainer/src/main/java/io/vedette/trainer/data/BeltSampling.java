package io.vedette.trainer.data;

/**
 * Which frames of a belt video become examples.
 *
 * @param framesPerItem of frames that show a whole item, the most taken for each
 * @param emptyPerItem of frames that show no item, the number taken for each item of the video
 * @param seed of the choice
 */
public record BeltSampling(int framesPerItem, double emptyPerItem, long seed) {
    /** The label of frames without an item. */
    public static final String EMPTY = "empty";

    /** An item of which less is seen counts as not there. */
    static final double LEAST_VISIBLE = 0.4;

    public BeltSampling {
        if (framesPerItem < 1) {
            throw new IllegalArgumentException("framesPerItem is not positive: " + framesPerItem);
        }
        if (!(emptyPerItem >= 0) || Double.isInfinite(emptyPerItem)) {
            throw new IllegalArgumentException("emptyPerItem is not at least 0 and finite: " + emptyPerItem);
        }
    }
}
