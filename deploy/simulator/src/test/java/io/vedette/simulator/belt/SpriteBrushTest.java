package io.vedette.simulator.belt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpriteBrushTest {
    private static final int SIZE = 4;
    private final FramePlanes frame = new FramePlanes(16, 8);

    private static Sprite plain(int luma, int alpha) {
        return new Sprite(SIZE, filled(16, luma), filled(16, alpha), null, 0, SIZE);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private byte[] row(int y) {
        return Arrays.copyOfRange(frame.luma, y * 16, y * 16 + 16);
    }

    @Test
    void draw_opaqueAtRest_coversExactlyItsPlace() {
        Arrays.fill(frame.luma, (byte) 50);

        SpriteBrush.draw(plain(200, 255), 3, 2, 1, frame);

        byte[] expected = filled(16, 50);
        Arrays.fill(expected, 3, 7, (byte) 200);
        assertThat(row(1)).containsOnly(50);
        assertThat(row(2)).isEqualTo(expected);
        assertThat(row(5)).isEqualTo(expected);
        assertThat(row(6)).containsOnly(50);
    }

    @Test
    void draw_halfTransparent_mixes() {
        Arrays.fill(frame.luma, (byte) 100);

        SpriteBrush.draw(plain(200, 51), 3, 2, 1, frame);

        assertThat(row(3)[4]).isEqualTo((byte) 120);
    }

    @Test
    void draw_inMotion_isTheMeanOfWhatPasses() {
        Arrays.fill(frame.luma, (byte) 100);

        SpriteBrush.draw(plain(200, 255), 6, 2, 2, frame);

        // Smeared over two pixels: half a sprite at either end, whole in between.
        assertThat(Arrays.copyOfRange(row(3), 4, 11)).containsExactly(100, 150, 200, 200, 200, 150, 100);
    }

    @Test
    void draw_acrossEveryEdge_isCutOff() {
        SpriteBrush.draw(plain(200, 255), -2, -3, 1, frame);
        SpriteBrush.draw(plain(180, 255), 14, 6, 3, frame);

        assertThat(Arrays.copyOf(row(0), 3)).containsExactly(200, 200, 0);
        assertThat(row(1)[0]).isZero();
        assertThat(row(7)[15]).isEqualTo((byte) 180);
    }

    @Test
    void draw_sameSpriteWithAndWithoutCut_agreesWhereBothShow() {
        byte[] luma = new byte[16];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) (20 + 10 * i);
        }
        Sprite sprite = new Sprite(SIZE, luma, filled(16, 255), null, 0, SIZE);
        FramePlanes other = new FramePlanes(16, 8);

        SpriteBrush.draw(sprite, 4, 0, 3, frame);
        SpriteBrush.draw(sprite, -1, 0, 3, other);

        assertThat(Arrays.copyOf(other.luma, 4)).isEqualTo(Arrays.copyOfRange(frame.luma, 5, 9));
    }

    @Test
    void draw_coloured_changesTheChromaPlanes() {
        Sprite.Chroma chroma = new Sprite.Chroma(filled(4, 200), filled(4, 60));

        SpriteBrush.draw(new Sprite(SIZE, filled(16, 90), filled(16, 255), chroma, 0, SIZE), 4, 2, 1, frame);

        assertThat(frame.blue[1 * 8 + 2]).isEqualTo((byte) 200);
        assertThat(frame.red[2 * 8 + 3]).isEqualTo((byte) 60);
        assertThat(frame.red[0]).isEqualTo((byte) 128);
        frame.clearColour();
        assertThat(frame.blue).containsOnly(128);
    }
}
