package io.vedette.simulator.belt;

/**
 * A picture on the belt.
 *
 * @param number of items before it
 * @param position of its centre along the belt, in pixels
 * @param shift of its centre below the middle of the frame, in pixels
 */
record Item(int number, String label, Sprite sprite, double position, int shift) {

    /** The column of the sprite's left edge when the belt's place {@code beltPosition} is under the camera's middle. */
    int leftOnScreen(double beltPosition, int frameWidth) {
        return (int) Math.round(frameWidth / 2.0 + beltPosition - position - sprite.size() / 2.0);
    }
}
