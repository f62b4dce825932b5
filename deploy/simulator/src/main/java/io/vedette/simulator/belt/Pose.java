package io.vedette.simulator.belt;

import java.util.Random;

/**
 * How one picture lies.
 *
 * @param size of the picture's longer side in pixels, even
 * @param angle in radians
 * @param shift down, in pixels
 * @param brightness a factor
 */
record Pose(int size, double angle, int shift, double brightness) {

    static Pose random(ItemLook look, Camera camera, Random random) {
        double size = camera.height() * between(look.minSize(), look.maxSize(), random);
        double angle = Math.toRadians(between(-look.rotation(), look.rotation(), random));
        double shift = camera.height() * between(-look.shift(), look.shift(), random);
        double brightness = between(1 - look.brightness(), 1 + look.brightness(), random);
        return new Pose((int) Math.round(size / 2) * 2, angle, (int) Math.round(shift), brightness);
    }

    private static double between(double low, double high, Random random) {
        return low + (high - low) * random.nextDouble();
    }
}
