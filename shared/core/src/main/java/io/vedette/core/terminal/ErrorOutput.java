package io.vedette.core.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process's error output, where progress is drawn if a person watches. */
public final class ErrorOutput {
    private static final Path OWN = Path.of("/proc/self/fd/2");

    private final Path link;

    /** @param link that the system keeps to where the output goes */
    ErrorOutput(Path link) {
        this.link = link;
    }

    /** That of this process. */
    public static ErrorOutput own() {
        return new ErrorOutput(OWN);
    }

    /** Whether it goes to a terminal. */
    public boolean isWatched() {
        try {
            Path target = Files.readSymbolicLink(link);
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            // Without the link nobody can tell; a bar would fill a log, and lines can be read everywhere.
            return false;
        }
    }
}
