package io.vedette.trainer.packaging;

import io.vedette.trainer.data.BadDataException;

/** No image by which a device could tell that a model is itself: every device would refuse the bundle. */
public final class NoGoldenSampleException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final int images;

    NoGoldenSampleException(int images) {
        super("Of " + images
                + " test images there is none that the trained network and every file of the bundle answer rightly, "
                + "so that no device could tell whether it runs the model rightly; train longer, or on other data");
        this.images = images;
    }

    /** How many were tried. */
    public int images() {
        return images;
    }
}
