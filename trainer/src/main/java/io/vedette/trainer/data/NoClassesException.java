package io.vedette.trainer.data;

import java.nio.file.Path;

/** A folder in which no class folder was found. */
public final class NoClassesException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String folder;

    public NoClassesException(Path folder) {
        super(
                folder
                        + " has no class folders; expected one folder of pictures a class, or train/, val/ and test/ with such folders inside");
        this.folder = folder.toString();
    }

    public Path folder() {
        return Path.of(folder);
    }
}
