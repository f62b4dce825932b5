package io.vedette.console.artifact;

/** A file without a byte. */
public final class EmptyArtifactException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EmptyArtifactException() {
        super("The file is empty; expected was a bundle");
    }
}
