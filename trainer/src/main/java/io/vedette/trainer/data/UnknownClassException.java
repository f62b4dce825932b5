package io.vedette.trainer.data;

import java.nio.file.Path;

/** Examples of a class that the network or the training pictures do not have. */
public final class UnknownClassException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String label;
    private final String folder;

    public UnknownClassException(String label, Path folder) {
        super("Class \"%s\" of %s is not among the training classes".formatted(label, folder));
        this.label = label;
        this.folder = folder.toString();
    }

    public String label() {
        return label;
    }

    public Path folder() {
        return Path.of(folder);
    }
}
