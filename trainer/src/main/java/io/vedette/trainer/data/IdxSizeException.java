package io.vedette.trainer.data;

import java.nio.file.Path;

/** An IDX file whose header names a size that cannot be, or that is followed by surplus bytes. */
public final class IdxSizeException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String problem;

    public IdxSizeException(Path file, String problem) {
        super(file + " is not a usable IDX file: " + problem);
        this.file = file.toString();
        this.problem = problem;
    }

    public Path file() {
        return Path.of(file);
    }

    public String problem() {
        return problem;
    }
}
