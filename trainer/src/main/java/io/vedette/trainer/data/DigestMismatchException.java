package io.vedette.trainer.data;

import java.nio.file.Path;

/** A file whose bytes are not those that were published. */
public final class DigestMismatchException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String expected;
    private final String found;

    public DigestMismatchException(Path file, String expected, String found) {
        super("%s is not the published file: expected SHA-256 %s but found %s; remove it and try again"
                .formatted(file, expected, found));
        this.file = file.toString();
        this.expected = expected;
        this.found = found;
    }

    public Path file() {
        return Path.of(file);
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }
}
