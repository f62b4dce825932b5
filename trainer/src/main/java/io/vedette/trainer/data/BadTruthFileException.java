package io.vedette.trainer.data;

import java.nio.file.Path;

/** A truth file of a belt video that cannot be used. */
public final class BadTruthFileException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String problem;

    public BadTruthFileException(Path file, String problem) {
        super(file + " is not a usable truth file: " + problem);
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
