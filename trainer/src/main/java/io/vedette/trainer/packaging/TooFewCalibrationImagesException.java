package io.vedette.trainer.packaging;

import io.vedette.trainer.data.BadDataException;

/** Fewer images than ranges can be trusted of. */
public final class TooFewCalibrationImagesException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final int found;
    private final int needed;

    TooFewCalibrationImagesException(int found, int needed) {
        super("Calibration needs at least " + needed + " training images but found " + found
                + "; add images, or leave more to training with --validation-share or --test-share of vedette train");
        this.found = found;
        this.needed = needed;
    }

    public int found() {
        return found;
    }

    public int needed() {
        return needed;
    }
}
