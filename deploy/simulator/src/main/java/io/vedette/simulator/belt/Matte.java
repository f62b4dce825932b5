package io.vedette.simulator.belt;

import java.util.Arrays;

/**
 * Takes away the dark surroundings of an object: what is dark and connected with the picture's edge. Dark places inside the
 * object stay. The cut is softened over the pixels next to it.
 */
final class Matte {
    private static final byte OPAQUE = (byte) 255;

    private Matte() {}

    /** How much each of {@code size}² pixels hides, 0 to 255, by its brightness; all of it where the threshold is 0. */
    static byte[] alpha(byte[] brightness, int size, int threshold) {
        byte[] alpha = new byte[size * size];
        Arrays.fill(alpha, OPAQUE);
        if (threshold == 0) {
            return alpha;
        }
        int[] open = new int[size * size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            count = visit(i, brightness, alpha, threshold, open, count);
            count = visit((size - 1) * size + i, brightness, alpha, threshold, open, count);
            count = visit(i * size, brightness, alpha, threshold, open, count);
            count = visit(i * size + size - 1, brightness, alpha, threshold, open, count);
        }
        while (count > 0) {
            int pixel = open[--count];
            int x = pixel % size;
            count = x > 0 ? visit(pixel - 1, brightness, alpha, threshold, open, count) : count;
            count = x < size - 1 ? visit(pixel + 1, brightness, alpha, threshold, open, count) : count;
            count = visit(pixel - size, brightness, alpha, threshold, open, count);
            count = visit(pixel + size, brightness, alpha, threshold, open, count);
        }
        return soften(alpha, size);
    }

    /** Opens a dark pixel that is not open yet, and remembers to look at its neighbours. */
    private static int visit(int pixel, byte[] brightness, byte[] alpha, int threshold, int[] open, int count) {
        if (pixel < 0 || pixel >= alpha.length || alpha[pixel] == 0 || (brightness[pixel] & 0xff) >= threshold) {
            return count;
        }
        alpha[pixel] = 0;
        open[count] = pixel;
        return count + 1;
    }

    /** The mean over 5 × 5 pixels, inside the object only, so that no dark rim is let in again. */
    private static byte[] soften(byte[] alpha, int size) {
        byte[] soft = alpha.clone();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (alpha[y * size + x] != 0) {
                    soft[y * size + x] = (byte) mean(alpha, size, x, y);
                }
            }
        }
        return soft;
    }

    private static int mean(byte[] alpha, int size, int x, int y) {
        int sum = 0;
        for (int dy = -2; dy <= 2; dy++) {
            for (int dx = -2; dx <= 2; dx++) {
                int column = x + dx;
                int row = y + dy;
                boolean isInside = column >= 0 && column < size && row >= 0 && row < size;
                sum += isInside ? alpha[row * size + column] & 0xff : 0;
            }
        }
        return sum / 25;
    }
}
