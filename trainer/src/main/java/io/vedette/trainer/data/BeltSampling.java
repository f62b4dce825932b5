package io.vedette.trainer.data;

import org.jspecify.annotations.Nullable;

/**
 * Which frames of a belt video become examples.
 *
 * @param framesPerItem of frames that show a whole item, the most taken for each
 * @param emptyPerItem of frames that show no item, the number taken for each item of the video
 * @param validationShare of the items and of the gaps between them, the share held out from training; null in runs from before there was one
 * @param seed of the choice
 */
public record BeltSampling(int framesPerItem, double emptyPerItem, @Nullable Double validationShare, long seed) {
    /** The label of frames without an item. */
    public static final String EMPTY = "empty";

    /** The share held out where none is named. */
    public static final double VALIDATION_SHARE = 0.1;

    /** An item of which less is seen counts as not there. */
    static final double LEAST_VISIBLE = 0.4;

    public BeltSampling {
        if (framesPerItem < 1) {
            throw new IllegalArgumentException("frames per item is not positive: " + framesPerItem);
        }
        if (!(emptyPerItem >= 0) || Double.isInfinite(emptyPerItem)) {
            throw new IllegalArgumentException(
                    "frames of the empty belt per item is not at least 0 and finite: " + emptyPerItem);
        }
        if (validationShare != null && !(validationShare >= 0 && validationShare < 1)) {
            throw new IllegalArgumentException(
                    "share of items for validation is not at least 0 and below 1: " + validationShare);
        }
    }

    /** The share held out; a run that has none is an {@link UnknownShareException}. */
    double requireValidationShare() {
        if (validationShare == null) {
            throw new UnknownShareException();
        }
        return validationShare;
    }
}
