package io.vedette.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The picture files of a folder with one folder a class, in order of their names. */
final class ClassFolders {
    private static final Set<String> PICTURE_ENDINGS =
            Set.of("jpg", "jpeg", "png", "bmp", "gif", "webp", "tif", "tiff", "ppm", "pgm");

    private ClassFolders() {}

    /** Per class the picture files of its folder; folders and files whose name begins with a dot are left out. */
    static Map<String, List<Path>> list(Path root) throws IOException {
        Map<String, List<Path>> classes = new LinkedHashMap<>();
        for (Path folder : children(root)) {
            if (Files.isDirectory(folder)) {
                classes.put(name(folder), pictures(folder));
            }
        }
        return classes;
    }

    /** The first of the named folders that exists. */
    static Optional<Path> findFolder(Path root, String... names) {
        return Stream.of(names).map(root::resolve).filter(Files::isDirectory).findFirst();
    }

    private static List<Path> pictures(Path folder) throws IOException {
        List<Path> pictures = new ArrayList<>();
        for (Path file : children(folder)) {
            // A link to nowhere is a missing picture and must be counted, so that no test for a regular file stands
            // here.
            if (!Files.isDirectory(file) && PICTURE_ENDINGS.contains(ending(name(file)))) {
                pictures.add(file);
            }
        }
        return pictures;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> !name(path).startsWith(".")).sorted().toList();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
