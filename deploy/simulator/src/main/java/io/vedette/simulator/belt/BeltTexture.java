package io.vedette.simulator.belt;

import java.util.Random;

/**
 * The belt's surface, which repeats itself along the belt, and the same surface smeared by ever more motion.
 *
 * <p>Grain, streaks along the belt and a seam across it. Values are luma from 16 to 235. Each row is stored with its beginning
 * appended, so that every shift of it lies in one piece.
 */
final class BeltTexture {
    private static final int PERIOD = 1024;
    private static final int[] SMEARS = {1, 2, 4, 8, 16, 24, 32, 48};
    private static final int SEAM_WIDTH = 10;

    private final int width;
    private final int height;
    private final byte[][] rows;

    BeltTexture(Camera camera, BeltLook look, Random random) {
        this.width = camera.width();
        this.height = camera.height();
        float[] surface = surface(look, random);
        this.rows = new byte[SMEARS.length][];
        for (int level = 0; level < SMEARS.length; level++) {
            rows[level] = smear(surface, SMEARS[level]);
        }
    }

    private float[] surface(BeltLook look, Random random) {
        float[] surface = new float[PERIOD * height];
        for (int y = 0; y < height; y++) {
            double streak = look.texture() * random.nextGaussian() / 2;
            double grain = 0;
            for (int x = 0; x < PERIOD; x++) {
                // Grain with a length of a few pixels along the belt.
                grain = 0.7 * grain + 0.71 * look.texture() * random.nextGaussian();
                double seam = x < SEAM_WIDTH ? -look.brightness() / 3 : 0;
                surface[y * PERIOD + x] = (float) (look.brightness() + streak + grain + seam);
            }
        }
        return surface;
    }

    private byte[] smear(float[] surface, int length) {
        int stride = PERIOD + width;
        byte[] smeared = new byte[stride * height];
        for (int y = 0; y < height; y++) {
            double sum = 0;
            for (int j = 0; j < length; j++) {
                sum += surface[y * PERIOD + Math.floorMod(j - length / 2, PERIOD)];
            }
            for (int x = 0; x < stride; x++) {
                double level = Math.max(0, Math.min(255, sum / length));
                smeared[y * stride + x] = (byte) Math.round(16 + level * 219 / 255);
                sum += surface[y * PERIOD + Math.floorMod(x + length - length / 2, PERIOD)]
                        - surface[y * PERIOD + Math.floorMod(x - length / 2, PERIOD)];
            }
        }
        return smeared;
    }

    /** Fills the luma plane with the belt as it lies at {@code beltPosition}, {@code down} rows lower, smeared over {@code smear} pixels. */
    void draw(double beltPosition, int down, int smear, byte[] luma) {
        byte[] source = rows[level(smear)];
        int stride = PERIOD + width;
        int start = (int) Math.floorMod(-Math.round(beltPosition), (long) PERIOD);
        for (int y = 0; y < height; y++) {
            System.arraycopy(source, Math.floorMod(y - down, height) * stride + start, luma, y * width, width);
        }
    }

    private static int level(int smear) {
        int level = 0;
        while (level < SMEARS.length - 1 && SMEARS[level + 1] <= smear) {
            level++;
        }
        return level;
    }
}
