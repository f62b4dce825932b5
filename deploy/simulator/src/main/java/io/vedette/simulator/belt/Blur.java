package io.vedette.simulator.belt;

import java.util.Arrays;

/**
 * Smooths planes as a lens out of focus does, nearly by a Gaussian; pixels beyond the edge are as those at it.
 *
 * <p>Three running means along each axis come close to a Gaussian at a cost that does not grow with its width. A mean over a whole number of pixels
 * could only have some widths, so its two outermost pixels count in part: a mean over the radius r and the part a of one pixel more to each side has the
 * variance (r (r + 1) (2 r + 1) + 6 a (r + 1)²) / (3 (2 r + 1 + 2 a)); three of them have three times that (Gwosdek et al., "Theoretical foundations of
 * Gaussian convolution by extended box filtering", 2011).
 */
final class Blur {
    private static final int PASSES = 3;

    private final int width;
    private final int height;
    private final int radius;
    private final float part;
    private final float scale;
    private final float[] values;
    private final float[] smoothed;
    private final float[] sums;

    /** @param deviation of the Gaussian, in pixels */
    Blur(int width, int height, double deviation) {
        this.width = width;
        this.height = height;
        double variance = deviation * deviation / PASSES;
        int whole = (int) Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
        this.radius = whole;
        double excess = 3 * variance * (2 * whole + 1) - (double) whole * (whole + 1) * (2 * whole + 1);
        this.part = (float) (excess / (6 * ((double) (whole + 1) * (whole + 1) - variance)));
        this.scale = 1 / (2 * radius + 1 + 2 * part);
        this.values = new float[width * height];
        this.smoothed = new float[width * height];
        this.sums = new float[width];
    }

    int width() {
        return width;
    }

    /** Smooths a plane in place. */
    void apply(byte[] plane) {
        for (int i = 0; i < plane.length; i++) {
            values[i] = plane[i] & 0xff;
        }
        for (int pass = 0; pass < PASSES; pass++) {
            smoothRows();
            smoothColumns();
        }
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (byte) (int) (values[i] + 0.5f);
        }
    }

    private void smoothRows() {
        for (int row = 0; row < values.length; row += width) {
            float sum = 0;
            for (int x = -radius; x <= radius; x++) {
                sum += values[row + inside(x, width)];
            }
            for (int x = 0; x < width; x++) {
                float before = values[row + inside(x - radius - 1, width)];
                float after = values[row + inside(x + radius + 1, width)];
                smoothed[row + x] = (sum + part * (before + after)) * scale;
                sum += after - values[row + inside(x - radius, width)];
            }
        }
    }

    private void smoothColumns() {
        Arrays.fill(sums, 0);
        for (int y = -radius; y <= radius; y++) {
            int row = inside(y, height) * width;
            for (int x = 0; x < width; x++) {
                sums[x] += smoothed[row + x];
            }
        }
        for (int y = 0; y < height; y++) {
            int before = inside(y - radius - 1, height) * width;
            int after = inside(y + radius + 1, height) * width;
            int first = inside(y - radius, height) * width;
            for (int x = 0; x < width; x++) {
                values[y * width + x] = (sums[x] + part * (smoothed[before + x] + smoothed[after + x])) * scale;
                sums[x] += smoothed[after + x] - smoothed[first + x];
            }
        }
    }

    private static int inside(int place, int size) {
        return Math.max(0, Math.min(size - 1, place));
    }
}
