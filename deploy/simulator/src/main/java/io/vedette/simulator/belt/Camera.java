package io.vedette.simulator.belt;

/**
 * The camera above the belt. Lengths elsewhere are in heights of its frame.
 *
 * @param width of a frame in pixels, even
 * @param height of a frame in pixels, even
 * @param framesPerSecond of the video
 * @param regionSize the side of the square in the middle that the classifier should look at, in heights
 * @param exposure the part of a frame's time during which the shutter is open, 0 to 1
 * @param noise the standard deviation of the sensor's noise, in grey levels of 255
 */
record Camera(int width, int height, int framesPerSecond, double regionSize, double exposure, double noise) {
    Camera {
        Figures.requireRange("width", width, 64, 4096);
        Figures.requireRange("height", height, 64, 4096);
        Figures.requireRange("frames per second", framesPerSecond, 1, 240);
        Figures.requireRange("region size", regionSize, 0.05, 1);
        Figures.requireRange("exposure", exposure, 0, 1);
        Figures.requireRange("noise", noise, 0, 40);
        if (width % 2 != 0 || height % 2 != 0 || width < height) {
            throw new IllegalArgumentException(
                    "width and height are not even with the width at least the height: " + width + "×" + height);
        }
    }

    /** The side of the region in pixels. */
    int regionSide() {
        return (int) Math.round(regionSize * height);
    }

    /** The region's left edge in pixels. */
    int regionLeft() {
        return (width - regionSide()) / 2;
    }

    /** The region's upper edge in pixels. */
    int regionTop() {
        return (height - regionSide()) / 2;
    }
}
