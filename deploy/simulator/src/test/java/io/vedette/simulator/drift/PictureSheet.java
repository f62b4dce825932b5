package io.vedette.simulator.drift;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Many small grey pictures in one: a row of them for each kind, in the order of the kinds' names.
 *
 * <p>{@code java PictureSheet.java FOLDER PICTURES FILE} makes one of the first so many pictures in each of a folder's folders.
 */
final class PictureSheet {
    private static final int SIDE = 28;

    private PictureSheet() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> kinds = list(Path.of(arguments[0]));
        int pictures = Integer.parseInt(arguments[1]);
        BufferedImage sheet = new BufferedImage(pictures * SIDE, kinds.size() * SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int kind = 0; kind < kinds.size(); kind++) {
            List<Path> files = list(kinds.get(kind));
            for (int i = 0; i < pictures; i++) {
                BufferedImage picture = ImageIO.read(files.get(i).toFile());
                sheet.getRaster().setRect(i * SIDE, kind * SIDE, picture.getRaster());
            }
        }
        ImageIO.write(sheet, "png", Path.of(arguments[2]).toFile());
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Writes the pictures of a sheet to a folder for each kind. */
    static void cut(BufferedImage sheet, List<String> kinds, Path target) throws IOException {
        List<String> sorted = new ArrayList<>(kinds);
        sorted.sort(null);
        for (int kind = 0; kind < sorted.size(); kind++) {
            Path folder = Files.createDirectories(target.resolve(sorted.get(kind)));
            for (int i = 0; i < sheet.getWidth() / SIDE; i++) {
                BufferedImage picture = sheet.getSubimage(i * SIDE, kind * SIDE, SIDE, SIDE);
                ImageIO.write(
                        picture, "png", folder.resolve("%03d.png".formatted(i)).toFile());
            }
        }
    }
}
