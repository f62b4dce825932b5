package io.vedette.trainer.data;

import java.nio.file.Path;

/** A label that names no class. */
public final class LabelRangeException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int position;
    private final int label;
    private final int classes;

    public LabelRangeException(Path file, int position, int label, int classes) {
        super("%s has label %d at position %d; the %d classes are 0 to %d"
                .formatted(file, label, position, classes, classes - 1));
        this.file = file.toString();
        this.position = position;
        this.label = label;
        this.classes = classes;
    }

    public Path file() {
        return Path.of(file);
    }

    public int position() {
        return position;
    }

    public int label() {
        return label;
    }

    public int classes() {
        return classes;
    }
}
