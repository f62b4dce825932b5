package io.vedette.trainer.training;

/**
 * Random changes to training pictures which leave their class as it is.
 *
 * @param flip whether half of the pictures are mirrored left to right
 * @param shift the most pixels a picture is moved in each direction; what comes in at the border repeats the border
 * @param brightness the most that is added to every pixel, as a share of full brightness
 * @param contrast the most by which the distance from middle grey is scaled up or down, as a share
 * @param zoomOut the smallest scale at which half of the pictures are drawn, anywhere within their frame; 1 draws none smaller
 * @param ground the brightest level, 0 to 255, of a ground that shows where a picture drawn smaller is darker; 0 lays none
 */
public record Augmentation(boolean flip, int shift, float brightness, float contrast, float zoomOut, int ground) {
    public static final Augmentation NONE = new Augmentation(false, 0, 0, 0, 1, 0);

    public Augmentation {
        if (shift < 0) {
            throw new IllegalArgumentException("shift is negative: " + shift);
        }
        if (!(brightness >= 0 && brightness < 1)) {
            throw new IllegalArgumentException("brightness is not at least 0 and below 1: " + brightness);
        }
        if (!(contrast >= 0 && contrast < 1)) {
            throw new IllegalArgumentException("contrast is not at least 0 and below 1: " + contrast);
        }
        if (!(zoomOut > 0 && zoomOut <= 1)) {
            throw new IllegalArgumentException("zoom out is not above 0 and at most 1: " + zoomOut);
        }
        if (ground < 0 || ground > 255) {
            throw new IllegalArgumentException("ground is not between 0 and 255: " + ground);
        }
        if (ground > 0 && zoomOut == 1) {
            throw new IllegalArgumentException(
                    "a ground of " + ground + " shows under pictures drawn smaller only: set zoom out below 1");
        }
    }
}
