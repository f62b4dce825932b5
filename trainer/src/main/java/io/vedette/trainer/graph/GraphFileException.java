package io.vedette.trainer.graph;

import java.nio.file.Path;

/** A graph file that cannot be read: truncated, altered, of another format or of a newer version. */
public final class GraphFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String problem;

    GraphFileException(Path file, String problem) {
        super("Graph file " + file + " " + problem);
        this.file = file.toString();
        this.problem = problem;
    }

    public String file() {
        return file;
    }

    public String problem() {
        return problem;
    }
}
