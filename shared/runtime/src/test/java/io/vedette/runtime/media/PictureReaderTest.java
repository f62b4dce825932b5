package io.vedette.runtime.media;

import static io.vedette.runtime.media.TestPictures.copy;
import static io.vedette.runtime.media.TestPictures.drawing;
import static io.vedette.runtime.media.TestPictures.encode;
import static io.vedette.runtime.media.TestPictures.specification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.runtime.image.Region;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
    private final PictureReader pictures = new PictureReader(MediaOptions.DEFAULT, 1 << 24);

    private byte[] read(byte[] bytes, int width, int height, ColourOrder order) {
        try (Scaler scaler = new Scaler(specification(width, height, order, ResizeMode.STRETCH), Region.WHOLE)) {
            Pixels pixels = scaler.newPixels();
            pictures.read("test", ByteBuffer.wrap(bytes), scaler, pixels);
            return copy(pixels);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void read_samePictureThreeWays_givesIdenticalPixels(String format, @TempDir Path folder) throws IOException {
        byte[] bytes = encode(drawing(301, 203), format);
        Path file = Files.write(folder.resolve("100%d picture." + format), bytes);
        try (Scaler scaler = new Scaler(
                specification(64, 48, ColourOrder.RGB, ResizeMode.CENTRE_CROP), new Region(0.1, 0, 0.8, 1))) {
            Pixels fromBytes = scaler.newPixels();
            pictures.read("bytes", ByteBuffer.wrap(bytes), scaler, fromBytes);
            Pixels fromFile = scaler.newPixels();
            pictures.read(file, scaler, fromFile);
            Pixels fromSource = scaler.newPixels();
            try (FrameReader reader = FrameReader.open(MediaAddress.parse(file.toString()), MediaOptions.DEFAULT)) {
                assertThat(reader.isPicture()).isTrue();
                assertThat(reader.isLive()).isFalse();
                assertThat(reader.read()).isTrue();
                scaler.scale(reader.frame(), fromSource);
                assertThat(reader.read()).isFalse();
            }

            assertThat(copy(fromFile)).isEqualTo(copy(fromBytes));
            assertThat(copy(fromSource)).isEqualTo(copy(fromBytes));
            assertThat(copy(fromBytes)).isNotEqualTo(new byte[64 * 48 * 3]);
        }
    }

    @Test
    void read_pngUnscaled_givesThePictureItself() {
        BufferedImage image = drawing(61, 37);

        byte[] pixels = read(encode(image, "png"), 61, 37, ColourOrder.RGB);

        for (int y = 0; y < 37; y++) {
            for (int x = 0; x < 61; x++) {
                int at = (y * 61 + x) * 3;
                int rgb = (pixels[at] & 0xff) << 16 | (pixels[at + 1] & 0xff) << 8 | (pixels[at + 2] & 0xff);
                assertThat(rgb).isEqualTo(image.getRGB(x, y) & 0xffffff);
            }
        }
    }

    @Test
    void read_greyPngUnscaled_givesThePictureItself() {
        BufferedImage image = TestPictures.grey(drawing(28, 28));

        byte[] pixels = read(encode(image, "png"), 28, 28, ColourOrder.GREY);

        byte[] expected = new byte[28 * 28];
        image.getRaster().getDataElements(0, 0, 28, 28, expected);
        assertThat(pixels).isEqualTo(expected);
    }

    @Test
    void read_blueAsBgr_putsBlueFirst() {
        byte[] pixels = read(encode(TestPictures.plain(16, 16, Color.BLUE), "png"), 1, 1, ColourOrder.BGR);

        assertThat(pixels).containsExactly(255, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "bmp"})
    void read_whiteAndBlackAsGrey_usesTheFullRange(String format) {
        byte[] white = read(encode(TestPictures.plain(32, 32, Color.WHITE), format), 4, 4, ColourOrder.GREY);
        byte[] black = read(encode(TestPictures.plain(32, 32, Color.BLACK), format), 4, 4, ColourOrder.GREY);

        assertThat(white).containsOnly(255);
        assertThat(black).containsOnly(0);
    }

    @Test
    void read_greyJpeg_usesTheFullRange() {
        BufferedImage white = TestPictures.grey(TestPictures.plain(32, 32, Color.WHITE));

        assertThat(read(encode(white, "jpg"), 2, 2, ColourOrder.RGB)).containsOnly(255);
    }

    @Test
    void read_largeJpeg_isTakenForAPicture() {
        BufferedImage noise = new BufferedImage(1500, 1500, BufferedImage.TYPE_INT_RGB);
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 1500 * 1500; i++) {
            noise.setRGB(i % 1500, i / 1500, random.nextInt());
        }

        assertThat(read(encode(noise, "jpg"), 8, 8, ColourOrder.GREY)).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void read_truncatedPicture_saysSo(String format) {
        byte[] bytes = encode(drawing(300, 200), format);

        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length / 2), 8, 8, ColourOrder.RGB))
                .isInstanceOf(UnreadableSourceException.class);
    }

    @Test
    void read_damagedPng_saysSo() {
        byte[] bytes = encode(drawing(300, 200), "png");
        bytes[bytes.length / 2] ^= 0x55;

        assertThatThrownBy(() -> read(bytes, 8, 8, ColourOrder.RGB)).isInstanceOf(UnreadableSourceException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/hostname\n"})
    void read_noPicture_saysSo(String content) {
        assertThatThrownBy(() -> read(content.getBytes(StandardCharsets.UTF_8), 8, 8, ColourOrder.RGB))
                .isInstanceOf(UnreadableSourceException.class);
    }

    @Test
    void read_moreThanTheAllowedPixels_isRefused() {
        PictureReader strict = new PictureReader(
                new MediaOptions(1, MediaOptions.DEFAULT.openTimeout(), MediaOptions.DEFAULT.readTimeout(), 1000),
                1 << 20);
        ByteBuffer bytes = ByteBuffer.wrap(encode(drawing(40, 40), "png"));
        try (Scaler scaler = Scaler.toSize(8, 8, ColourOrder.RGB)) {
            assertThatThrownBy(() -> strict.read("big", bytes, scaler, scaler.newPixels()))
                    .isInstanceOf(UnreadableSourceException.class);
        }
    }

    @Test
    void read_fileLongerThanAllowed_isRefused(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("long.png"), encode(drawing(400, 400), "png"));
        try (Scaler scaler = Scaler.toSize(8, 8, ColourOrder.RGB)) {
            var failure = catchThrowableOfType(
                    UnreadableSourceException.class,
                    () -> new PictureReader(MediaOptions.DEFAULT, 100).read(file, scaler, scaler.newPixels()));

            assertThat(failure.reason()).contains("100 bytes");
        }
    }

    @Test
    void read_missingFileOrDirectory_saysWhich(@TempDir Path folder) {
        try (Scaler scaler = Scaler.toSize(8, 8, ColourOrder.RGB)) {
            Pixels pixels = scaler.newPixels();
            var missing = catchThrowableOfType(
                    UnreadableSourceException.class, () -> pictures.read(folder.resolve("none.png"), scaler, pixels));
            var directory =
                    catchThrowableOfType(UnreadableSourceException.class, () -> pictures.read(folder, scaler, pixels));

            assertThat(missing.reason()).contains("no such file");
            assertThat(directory.reason()).contains("directory");
        }
    }
}
