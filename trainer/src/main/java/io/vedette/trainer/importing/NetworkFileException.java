package io.vedette.trainer.importing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file from which no network was read. */
public final class NetworkFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;

    NetworkFileException(String format, Path file, String problem, @Nullable Throwable cause) {
        super(format + " " + file + " " + problem, cause);
        this.file = file.toString();
    }

    /** What the file was called by whoever asked for it. */
    public String file() {
        return file;
    }
}
