package io.vedette.simulator.belt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether a person watches the error output, where progress is drawn. */
final class TerminalCheck {
    private static final Path ERROR_OUTPUT = Path.of("/proc/self/fd/2");

    private TerminalCheck() {}

    static boolean isWatched() {
        try {
            Path target = Files.readSymbolicLink(ERROR_OUTPUT);
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            // Without the file nobody can tell; a bar's lines would fill a log.
            return false;
        }
    }
}
