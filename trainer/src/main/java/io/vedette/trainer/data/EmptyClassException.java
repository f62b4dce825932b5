package io.vedette.trainer.data;

import java.nio.file.Path;

/** A class without a single usable picture to train on. */
public final class EmptyClassException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String label;
    private final String folder;

    public EmptyClassException(String label, Path folder) {
        super("Class \"%s\" has no usable picture in %s; add pictures or remove the folder".formatted(label, folder));
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
