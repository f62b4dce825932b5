package io.vedette.runtime.media;

import static io.vedette.runtime.media.TestPictures.copy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.bundle.ColourOrder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PictureWriterTest {
    private static Pixels drawing(int width, int height, ColourOrder order) {
        byte[] png = TestPictures.encode(TestPictures.drawing(width, height), "png");
        try (Scaler scaler = Scaler.toSize(width, height, order)) {
            Pixels pixels = scaler.newPixels();
            new PictureReader(MediaOptions.DEFAULT, 1 << 20).read("drawing", ByteBuffer.wrap(png), scaler, pixels);
            return pixels;
        }
    }

    private static BufferedImage decode(ByteBuffer bytes) throws IOException {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return ImageIO.read(new ByteArrayInputStream(copy));
    }

    @ParameterizedTest
    @EnumSource(ColourOrder.class)
    void write_png_isReadBackBitForBit(ColourOrder order, @TempDir Path folder) {
        Pixels pixels = drawing(61, 43, order);
        Path file = folder.resolve("picture.png");
        try (PictureWriter writer = PictureWriter.png();
                Scaler scaler = Scaler.toSize(61, 43, order)) {
            writer.write(file, pixels);
            Pixels again = scaler.newPixels();
            new PictureReader(MediaOptions.DEFAULT, 1 << 20).read(file, scaler, again);

            assertThat(copy(again)).isEqualTo(copy(pixels));
        }
    }

    @Test
    void encode_png_isThePictureForOtherReaders() throws IOException {
        try (PictureWriter writer = PictureWriter.png()) {
            BufferedImage image = decode(writer.encode(drawing(61, 43, ColourOrder.RGB)));

            assertThat(image.getRGB(30, 20))
                    .isEqualTo(TestPictures.drawing(61, 43).getRGB(30, 20));
        }
    }

    @Test
    void encode_jpeg_isNearThePicture() throws IOException {
        try (PictureWriter writer = PictureWriter.jpeg(95)) {
            BufferedImage image = decode(writer.encode(drawing(64, 48, ColourOrder.RGB)));

            // In the middle of the white disc: chroma of half the size does not reach so far.
            assertThat(image.getRGB(27, 20) & 0xff).isGreaterThan(245);
            assertThat(image.getRGB(2, 2) >> 16 & 0xff).isGreaterThan(230);
        }
    }

    @Test
    void encode_lowerQuality_isSmaller() {
        Pixels pixels = drawing(200, 200, ColourOrder.RGB);
        try (PictureWriter good = PictureWriter.jpeg(95);
                PictureWriter small = PictureWriter.jpeg(20)) {
            assertThat(small.encode(pixels).remaining())
                    .isLessThan(good.encode(pixels).remaining() / 2);
        }
    }

    @Test
    void encode_otherSize_isNoticed() throws IOException {
        try (PictureWriter writer = PictureWriter.png()) {
            writer.encode(drawing(20, 20, ColourOrder.RGB));

            assertThat(decode(writer.encode(drawing(31, 17, ColourOrder.GREY))).getWidth())
                    .isEqualTo(31);
        }
    }

    @Test
    void write_intoMissingFolder_saysSo(@TempDir Path folder) {
        try (PictureWriter writer = PictureWriter.png()) {
            assertThatThrownBy(() -> writer.write(folder.resolve("none/picture.png"), drawing(8, 8, ColourOrder.GREY)))
                    .isInstanceOf(UnwritableTargetException.class);
        }
        assertThat(Files.exists(folder.resolve("none"))).isFalse();
    }
}
