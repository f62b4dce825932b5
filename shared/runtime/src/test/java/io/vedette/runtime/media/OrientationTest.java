package io.vedette.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.runtime.image.Region;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of 64 × 32 pixels whose four quarters have grey levels of about 0, 80, 160 and 240, with an EXIF orientation. */
class OrientationTest {
    private static byte[] quarters(int exif) {
        BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        for (int quarter = 0; quarter < 4; quarter++) {
            int level = quarter * 80;
            graphics.setColor(new Color(level, level, level));
            int row = quarter / 2;
            graphics.fillRect(quarter % 2 * 32, row * 16, 32, 16);
        }
        graphics.dispose();
        return withExif(TestPictures.encode(image, "jpg"), exif);
    }

    /** Puts an APP1 segment with one entry, tag 0x0112, a short, behind the start of the image. */
    private static byte[] withExif(byte[] jpeg, int orientation) {
        ByteBuffer segment = ByteBuffer.allocate(36);
        segment.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        segment.put("MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        segment.putShort((short) 1);
        segment.putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        segment.putInt(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.write(segment.array(), 0, segment.position());
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    private static byte[] read(byte[] jpeg, int width, int height, Region region) {
        try (Scaler scaler =
                new Scaler(TestPictures.specification(width, height, ColourOrder.GREY, ResizeMode.STRETCH), region)) {
            Pixels pixels = scaler.newPixels();
            new PictureReader(MediaOptions.DEFAULT, 1 << 20).read("exif", ByteBuffer.wrap(jpeg), scaler, pixels);
            return TestPictures.copy(pixels);
        }
    }

    /** The quarters' numbers, upper left, upper right, lower left, lower right, as the EXIF specification draws them. */
    @ParameterizedTest
    @CsvSource({"1,0,1,2,3", "2,1,0,3,2", "3,3,2,1,0", "4,2,3,0,1", "5,0,2,1,3", "6,2,0,3,1", "7,3,1,2,0", "8,1,3,0,2"})
    void scale_everyOrientation_isShownUpright(int exif, int upperLeft, int upperRight, int lowerLeft, int lowerRight) {
        byte[] pixels = read(quarters(exif), 8, 12, Region.WHOLE);

        assertThat(quarter(pixels, 1, 1)).isEqualTo(upperLeft);
        assertThat(quarter(pixels, 6, 1)).isEqualTo(upperRight);
        assertThat(quarter(pixels, 1, 10)).isEqualTo(lowerLeft);
        assertThat(quarter(pixels, 6, 10)).isEqualTo(lowerRight);
    }

    private static int quarter(byte[] pixels, int x, int y) {
        return Math.round((pixels[y * 8 + x] & 0xff) / 80f);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,0", "3,2", "4,3", "5,2", "6,0", "7,1", "8,3"})
    void scale_regionAtTheUpperRight_isMeantAsShown(int exif, int expected) {
        byte[] pixels = read(quarters(exif), 2, 2, new Region(0.6, 0.1, 0.3, 0.3));

        assertThat(Math.round((pixels[0] & 0xff) / 80f)).isEqualTo(expected);
    }

    @Test
    void size_ofTurnedFrame_isAsShown() {
        MediaAddress address = new MediaAddress.Picture("exif", ByteBuffer.wrap(quarters(6)));
        try (FrameReader reader = FrameReader.open(address, MediaOptions.DEFAULT)) {
            assertThat(reader.read()).isTrue();
            assertThat(reader.frame().width()).isEqualTo(32);
            assertThat(reader.frame().height()).isEqualTo(64);
        }
    }
}
