package io.vedette.trainer.data;

import java.net.URI;
import java.nio.file.Path;

/** A dataset that is neither installed nor could be downloaded. */
public final class DatasetUnavailableException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String dataset;

    public DatasetUnavailableException(
            String dataset, Path systemFolder, URI publisher, Path cacheFolder, Throwable cause) {
        super(
                "%s is not in %s and could not be downloaded from %s (%s). Either install it (apt install dataset-%s), or put its four files into %s"
                        .formatted(dataset, systemFolder, publisher, describe(cause), dataset, cacheFolder),
                cause);
        this.dataset = dataset;
    }

    public String dataset() {
        return dataset;
    }

    private static String describe(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
