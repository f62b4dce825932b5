package io.vedette.console.store;

import java.nio.file.Path;

/** The database of a data directory cannot be used. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Path directory;

    StoreException(Path directory, Throwable cause) {
        super("The database in " + directory + " cannot be opened: " + cause.getMessage(), cause);
        this.directory = directory;
    }

    public Path directory() {
        return directory;
    }
}
