package io.vedette.trainer.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;

/** Where {@code --picture} has a drawing written. */
final class SvgFile {
    private final Path path;

    /**
     * @param read what the command reads, over which no drawing is written
     * @throws IllegalArgumentException when a drawing cannot be written there or would replace what is read
     */
    SvgFile(Path path, Collection<Path> read) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--picture has no folder to lie in: " + path);
        }
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException("--picture is a folder where a file to write is needed: " + path);
        }
        if (Files.exists(path)) {
            for (Path other : read) {
                if (Files.exists(other) && Files.isSameFile(path, other)) {
                    throw new IllegalArgumentException(
                            "--picture is the file " + other + ", which is read: the drawing needs another");
                }
            }
        }
        this.path = path;
    }

    /** Writes it at once or not at all; what is no file, such as a terminal, takes it as it comes. */
    void write(String svg) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            Files.writeString(path, svg, StandardCharsets.UTF_8);
            return;
        }
        // What a link names is replaced, not the link.
        Path target = Files.exists(path) ? path.toRealPath() : path;
        Path beside = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.writeString(beside, svg, StandardCharsets.UTF_8);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
