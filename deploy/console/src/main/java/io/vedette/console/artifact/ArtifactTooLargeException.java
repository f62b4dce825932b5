package io.vedette.console.artifact;

/** A file is larger than an artifact may be. */
public final class ArtifactTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long maxBytes;

    ArtifactTooLargeException(long maxBytes) {
        super("The file has more than " + maxBytes + " bytes, the most that devices can fetch");
        this.maxBytes = maxBytes;
    }

    public long maxBytes() {
        return maxBytes;
    }
}
