package io.vedette.trainer.experiment;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A run directory that cannot be written or read. */
public final class RunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String directory;

    RunException(Path directory, String problem) {
        this(directory, problem, null);
    }

    RunException(Path directory, String problem, @Nullable Throwable cause) {
        super(directory + ": " + problem, cause);
        this.directory = directory.toString();
    }

    public Path directory() {
        return Path.of(directory);
    }
}
