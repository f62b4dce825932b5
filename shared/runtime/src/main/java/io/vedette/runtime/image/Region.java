package io.vedette.runtime.image;

/**
 * A rectangle of a picture in fractions of its width and height, so that it fits every resolution of a camera.
 *
 * @param x of the left edge, 0 to 1
 * @param y of the upper edge, 0 to 1
 * @param width above 0; does not reach over the right edge
 * @param height above 0; does not reach over the lower edge
 */
public record Region(double x, double y, double width, double height) {
    /** The whole picture. */
    public static final Region WHOLE = new Region(0, 0, 1, 1);

    /** What a sum of two decimal fractions may exceed 1 by. */
    private static final double TOLERANCE = 1e-9;

    /** Checks that the rectangle lies in the picture. */
    public Region {
        requireInside("x", "width", x, width);
        requireInside("y", "height", y, height);
    }

    private static void requireInside(String startName, String sizeName, double start, double size) {
        if (!(start >= 0 && start < 1)) {
            throw new IllegalArgumentException(startName + " is not from 0 to below 1: " + start);
        }
        if (!(size > 0 && start + size <= 1 + TOLERANCE)) {
            throw new IllegalArgumentException(
                    sizeName + " is not above 0 and at most 1 - " + startName + " = " + (1 - start) + ": " + size);
        }
    }
}
