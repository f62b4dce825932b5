package io.vedette.trainer.data;

import java.nio.file.Path;

/** An IDX file with fewer bytes than its header promises. */
public final class TruncatedIdxException extends BadDataException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long expectedBytes;
    private final long foundBytes;

    public TruncatedIdxException(Path file, long expectedBytes, long foundBytes) {
        super("%s is truncated: its header promises %d bytes but it has %d".formatted(file, expectedBytes, foundBytes));
        this.file = file.toString();
        this.expectedBytes = expectedBytes;
        this.foundBytes = foundBytes;
    }

    public Path file() {
        return Path.of(file);
    }

    public long expectedBytes() {
        return expectedBytes;
    }

    public long foundBytes() {
        return foundBytes;
    }
}
