package io.vedette.trainer.data;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.runtime.media.PictureWriter;
import io.vedette.runtime.media.Pixels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes picture files for tests. */
public final class PictureFiles {
    private PictureFiles() {}

    /** A PNG of one colour. */
    public static Path plain(Path file, int red, int green, int blue) {
        Pixels pixels = Pixels.allocate(20, 16, ColourOrder.RGB);
        for (int i = 0; i < pixels.bytes().limit(); i += 3) {
            pixels.bytes().put(i, (byte) red).put(i + 1, (byte) green).put(i + 2, (byte) blue);
        }
        return write(file, pixels);
    }

    /** A grey PNG of packed pixels. */
    public static Path grey(Path file, int width, int height, byte[] packed) {
        Pixels pixels = Pixels.allocate(width, height, ColourOrder.GREY);
        pixels.bytes().put(0, packed);
        return write(file, pixels);
    }

    private static Path write(Path file, Pixels pixels) {
        try (PictureWriter writer = PictureWriter.png()) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            writer.write(file, pixels);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
