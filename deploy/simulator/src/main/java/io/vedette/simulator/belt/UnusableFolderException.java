package io.vedette.simulator.belt;

import java.nio.file.Path;

/** A folder holds nothing that could pass on a belt. */
public final class UnusableFolderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String folder;

    UnusableFolderException(Path folder, String reason) {
        super(folder + ": " + reason);
        this.folder = folder.toString();
    }

    Path folder() {
        return Path.of(folder);
    }
}
