package io.vedette.trainer.data;

import java.nio.file.Path;

/** An IDX file that does not begin with the number its kind begins with. */
public final class WrongIdxMagicException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int expected;
    private final int found;

    public WrongIdxMagicException(Path file, int expected, int found) {
        super(String.format(
                "%s is not an IDX file of the wanted kind: expected magic 0x%08x but found 0x%08x",
                file, expected, found));
        this.file = file.toString();
        this.expected = expected;
        this.found = found;
    }

    public Path file() {
        return Path.of(file);
    }

    public int expected() {
        return expected;
    }

    public int found() {
        return found;
    }
}
