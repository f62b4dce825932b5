package io.vedette.trainer.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which frames of a belt video become examples.
 *
 * @param framesPerItem of frames that show a whole item, the most taken for each
 * @param emptyPerItem of frames that show no item, the number taken for each item of the video
 * @param validationShare of the items and of the gaps between them, the share held out from training
 * @param seed of the choice
 */
public record BeltSampling(int framesPerItem, double emptyPerItem, double validationShare, long seed) {
    /** The label of frames without an item. */
    public static final String EMPTY = "empty";

    /** The share held out where none is named. */
    public static final double VALIDATION_SHARE = 0.1;

    /** An item of which less is seen counts as not there. */
    static final double LEAST_VISIBLE = 0.4;

    public BeltSampling {
        if (framesPerItem < 1) {
            throw new IllegalArgumentException("framesPerItem is not positive: " + framesPerItem);
        }
        if (!(emptyPerItem >= 0) || Double.isInfinite(emptyPerItem)) {
            throw new IllegalArgumentException("emptyPerItem is not at least 0 and finite: " + emptyPerItem);
        }
        if (!(validationShare >= 0 && validationShare < 1)) {
            throw new IllegalArgumentException(
                    "share of items for validation is not at least 0 and below 1: " + validationShare);
        }
    }

    /** As a run's configuration has it; the first ones had no share. */
    @JsonCreator
    static BeltSampling read(
            @JsonProperty("framesPerItem") int framesPerItem,
            @JsonProperty("emptyPerItem") double emptyPerItem,
            @JsonProperty("validationShare") @Nullable Double validationShare,
            @JsonProperty("seed") long seed) {
        return new BeltSampling(
                framesPerItem, emptyPerItem, validationShare == null ? VALIDATION_SHARE : validationShare, seed);
    }
}
