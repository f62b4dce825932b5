package io.vedette.trainer.data;

import java.nio.file.Path;

/** A data source that is not there. */
public final class MissingDataException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String wanted;

    public MissingDataException(Path path, String wanted) {
        super("%s is not there; expected %s".formatted(path, wanted));
        this.path = path.toString();
        this.wanted = wanted;
    }

    public Path path() {
        return Path.of(path);
    }

    public String wanted() {
        return wanted;
    }
}
