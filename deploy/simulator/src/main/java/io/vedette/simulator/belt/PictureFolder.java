package io.vedette.simulator.belt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A folder that holds one folder of pictures per class. */
final class PictureFolder {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "webp", "tif", "tiff", "ppm", "pgm");

    private PictureFolder() {}

    /**
     * All pictures, in the order of their classes' and their own names.
     *
     * @throws UnusableFolderException when there is none
     */
    static List<LabelledPicture> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnusableFolderException(
                    folder, Files.exists(folder) ? "it is no folder" : "there is no such folder");
        }
        List<LabelledPicture> pictures = new ArrayList<>();
        try {
            for (Path label : sorted(folder)) {
                if (Files.isDirectory(label)) {
                    for (Path file : sorted(label)) {
                        if (isPicture(file)) {
                            pictures.add(new LabelledPicture(label.getFileName().toString(), file));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UnusableFolderException(folder, "it cannot be listed: " + e);
        }
        if (pictures.isEmpty()) {
            throw new UnusableFolderException(
                    folder, "expected one folder of pictures per class, " + ENDINGS + ", but found no picture");
        }
        return List.copyOf(pictures);
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.contains(ending) && Files.isRegularFile(file);
    }
}
