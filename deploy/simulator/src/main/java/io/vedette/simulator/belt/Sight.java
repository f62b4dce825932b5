package io.vedette.simulator.belt;

/**
 * How the camera sees the belt at a time.
 *
 * @param light a factor
 * @param blur the deviation of what a point becomes, in heights of a frame
 * @param cover how much of the light dirt keeps out
 * @param right by which everything appears further right, in heights
 * @param down likewise
 * @param isFrozen whether the same picture comes over and over
 */
record Sight(double light, double blur, double cover, double right, double down, boolean isFrozen) {
    /** As the camera was set up. */
    static final Sight CLEAR = new Sight(1, 0, 0, 0, 0, false);

    int rightPixels(Camera camera) {
        return (int) Math.round(right * camera.height());
    }

    int downPixels(Camera camera) {
        return (int) Math.round(down * camera.height());
    }

    Sight withLight(double factor) {
        return new Sight(factor, blur, cover, right, down, isFrozen);
    }

    Sight withBlur(double deviation) {
        return new Sight(light, deviation, cover, right, down, isFrozen);
    }

    Sight withCover(double opacity) {
        return new Sight(light, blur, opacity, right, down, isFrozen);
    }

    Sight withShift(double newRight, double newDown) {
        return new Sight(light, blur, cover, newRight, newDown, isFrozen);
    }

    Sight withFrozen(boolean frozen) {
        return new Sight(light, blur, cover, right, down, frozen);
    }
}
