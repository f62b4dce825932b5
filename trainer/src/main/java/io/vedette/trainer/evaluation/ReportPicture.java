package io.vedette.trainer.evaluation;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A picture to be shown in a report: packed red, green, blue or grey pixels. */
public final class ReportPicture {
    private final int width;
    private final int height;
    private final byte[] pixels;

    /** Takes packed pixels, one byte for grey or three for red, green and blue each; the array is not to be changed afterwards. */
    public ReportPicture(int width, int height, byte[] pixels) {
        if (pixels.length != width * height && pixels.length != 3 * width * height) {
            throw new IllegalArgumentException(
                    "%d bytes are not %d × %d pixels of one or three bytes".formatted(pixels.length, width, height));
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /** The picture as a PNG in a data URI. */
    String toDataUri() {
        int channels = pixels.length / (width * height);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int red = pixels[i * channels] & 0xff;
            int green = channels == 1 ? red : pixels[i * channels + 1] & 0xff;
            int blue = channels == 1 ? red : pixels[i * channels + 2] & 0xff;
            image.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("A PNG cannot be written to memory", e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
