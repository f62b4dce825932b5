package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ZoomOutTest {
    private static final int SIDE = 16;

    private final ZoomOut zoomOut = new ZoomOut(SIDE, SIDE, 1);

    @Test
    void draw_halfSizeInTheUpperLeft_leavesTheRestTheColourOfTheBorder() {
        byte[] source = framed(40, 200);
        byte[] target = new byte[SIDE * SIDE];

        zoomOut.draw(source, 0, target, 0.5f, 0, 0);

        assertThat(target[4 * SIDE + 4] & 0xff).isEqualTo(200);
        assertThat(target[12 * SIDE + 12] & 0xff).isEqualTo(40);
        assertThat(target[4 * SIDE + 12] & 0xff).isEqualTo(40);
        // A quarter of the area holds the picture, whose bright part is 12 of 16 wide and high.
        assertThat(bright(target)).isBetween(30, 42);
    }

    @Test
    void draw_halfSizeInTheLowerRight_standsThere() {
        byte[] target = new byte[SIDE * SIDE];

        zoomOut.draw(framed(40, 200), 0, target, 0.5f, 1, 1);

        assertThat(target[12 * SIDE + 12] & 0xff).isEqualTo(200);
        assertThat(target[4 * SIDE + 4] & 0xff).isEqualTo(40);
    }

    @Test
    void draw_evenPictureAtAnyScale_staysEven() {
        byte[] source = framed(90, 90);
        byte[] target = new byte[SIDE * SIDE];
        for (float scale : new float[] {0.4f, 0.71f, 1}) {
            zoomOut.draw(source, 0, target, scale, 0.3f, 0.8f);
            assertThat(target).as("scale " + scale).isEqualTo(source);
        }
    }

    private static byte[] framed(int border, int inside) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean isInside = x >= 2 && x < SIDE - 2 && y >= 2 && y < SIDE - 2;
                pixels[y * SIDE + x] = (byte) (isInside ? inside : border);
            }
        }
        return pixels;
    }

    private static int bright(byte[] pixels) {
        int count = 0;
        for (byte pixel : pixels) {
            count += (pixel & 0xff) > 120 ? 1 : 0;
        }
        return count;
    }
}
