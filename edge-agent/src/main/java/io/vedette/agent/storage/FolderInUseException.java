package io.vedette.agent.storage;

import java.nio.file.Path;

/** Another process has a folder open that only one may use. */
public final class FolderInUseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Path folder;

    FolderInUseException(Path folder) {
        super("The folder " + folder + " is in use by another agent; give each agent a data folder of its own");
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }
}
