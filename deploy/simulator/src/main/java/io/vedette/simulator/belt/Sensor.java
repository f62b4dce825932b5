package io.vedette.simulator.belt;

import java.util.Random;

/** What light and sensor do to the luma of every pixel: a factor, then noise drawn from a table at places that change. */
final class Sensor {
    private static final int TABLE_BITS = 18;
    private static final int BLACK = 16;
    private static final int WHITE = 235;

    private final byte[] noise;
    private final int width;
    private final Random places;

    Sensor(Camera camera, Random random) {
        this.width = camera.width();
        this.noise = new byte[(1 << TABLE_BITS) + width];
        double deviation = camera.noise() * (WHITE - BLACK) / 255;
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) Math.max(-128, Math.min(127, Math.round(deviation * random.nextGaussian())));
        }
        this.places = random;
    }

    void expose(byte[] luma, Light light) {
        short[] factors = light.factors();
        for (int row = 0; row < luma.length; row += width) {
            int place = places.nextInt(1 << TABLE_BITS);
            for (int x = 0; x < width; x++) {
                int level = ((((luma[row + x] & 0xff) - BLACK) * factors[row + x]) >> 8) + BLACK + noise[place + x];
                luma[row + x] = (byte) Math.max(BLACK, Math.min(WHITE, level));
            }
        }
    }
}
