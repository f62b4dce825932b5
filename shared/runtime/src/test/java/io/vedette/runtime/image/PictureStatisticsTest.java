package io.vedette.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.core.bundle.ColourOrder;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureStatisticsTest {
    private static PictureStatistics grey(int width, int height, int... levels) {
        byte[] bytes = new byte[levels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) levels[i];
        }
        PictureStatistics statistics = new PictureStatistics(width, height, ColourOrder.GREY);
        statistics.measure(ByteBuffer.wrap(bytes));
        return statistics;
    }

    @Test
    void measure_halfBlackHalfWhite_isMiddlingWithAllContrast() {
        PictureStatistics statistics = grey(4, 3, 0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255);

        assertThat(statistics.luminance()).isCloseTo(0.5, within(1e-12));
        assertThat(statistics.contrast()).isCloseTo(0.5, within(1e-12));
        assertThat(statistics.dark()).isEqualTo(0.5);
        assertThat(statistics.burnt()).isEqualTo(0.5);
        assertThat(statistics.saturation()).isZero();
        // Of the two inner pixels one sees 255 on its right, the other 0 on its left: ∓255, a variance of 255².
        assertThat(statistics.sharpness()).isCloseTo(Math.log(255 * 255), within(1e-12));
    }

    @Test
    void measure_flatPicture_hasTheLeastSharpness() {
        assertThat(grey(3, 3, 9, 9, 9, 9, 9, 9, 9, 9, 9).sharpness()).isCloseTo(Math.log(0.1), within(1e-12));
    }

    @Test
    void measure_blurred_isLessSharpAndAsBright() {
        Random random = new Random(1);
        int side = 64;
        int[] sharp = random.ints((long) side * side, 0, 256).toArray();
        int[] blurred = new int[sharp.length];
        for (int i = 0; i < sharp.length; i++) {
            int sum = 0;
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    sum += sharp[Math.floorMod(i / side + dy, side) * side + Math.floorMod(i % side + dx, side)];
                }
            }
            blurred[i] = sum / 9;
        }

        PictureStatistics before = grey(side, side, sharp);
        PictureStatistics after = grey(side, side, blurred);

        assertThat(after.sharpness()).isLessThan(before.sharpness() - 2);
        assertThat(after.luminance()).isCloseTo(before.luminance(), within(0.01));
    }

    @Test
    void measure_colours_weighsChannelsInEitherOrder() {
        byte[] red = new byte[27];
        byte[] blue = new byte[27];
        for (int i = 0; i < 9; i++) {
            red[3 * i] = (byte) 200;
            blue[3 * i + 2] = (byte) 200;
        }
        PictureStatistics rgb = new PictureStatistics(3, 3, ColourOrder.RGB);
        PictureStatistics bgr = new PictureStatistics(3, 3, ColourOrder.BGR);

        rgb.measure(ByteBuffer.wrap(red));
        bgr.measure(ByteBuffer.wrap(blue));

        assertThat(rgb.luminance()).isCloseTo(0.299 * 200 / 255, within(0.003));
        assertThat(bgr.luminance()).isEqualTo(rgb.luminance());
        assertThat(rgb.saturation()).isEqualTo(1);
    }

    @Test
    void measure_fromAPosition_leavesIt() {
        ByteBuffer pixels = ByteBuffer.allocate(10).position(1);

        new PictureStatistics(3, 3, ColourOrder.GREY).measure(pixels);

        assertThat(pixels.position()).isEqualTo(1);
    }

    @Test
    void measure_tooFewPixels_isRefused() {
        PictureStatistics statistics = new PictureStatistics(3, 3, ColourOrder.RGB);

        assertThatThrownBy(() -> statistics.measure(ByteBuffer.allocate(26))).isInstanceOf(PixelSizeException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new PictureStatistics(2, 3, ColourOrder.GREY));
    }
}
