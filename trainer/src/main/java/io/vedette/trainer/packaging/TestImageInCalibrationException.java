package io.vedette.trainer.packaging;

import io.vedette.trainer.data.BadDataException;

/** Images that give ranges and are test images too, which would flatter every figure. */
public final class TestImageInCalibrationException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final int found;
    private final String example;
    private final String testImage;

    TestImageInCalibrationException(int found, int of, String example, String testImage) {
        super("Of the " + of + " calibration images " + found + (found == 1 ? " has" : " have")
                + " the pixels of a test image, such as " + example + ", which is " + testImage
                + "; no image may be both: remove one of each two from the data and train again");
        this.found = found;
        this.example = example;
        this.testImage = testImage;
    }

    /** How many. */
    public int found() {
        return found;
    }

    /** One of them. */
    public String example() {
        return example;
    }

    /** The test image that it is. */
    public String testImage() {
        return testImage;
    }
}
