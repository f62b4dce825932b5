package io.vedette.console.client;

import java.io.IOException;
import java.net.URI;

/** A console did not answer, or what answered is none. */
public final class UnreachableConsoleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient URI console;

    UnreachableConsoleException(URI console, IOException cause) {
        super(
                "No console answers at " + console + " (" + reason(cause)
                        + "); is it running, and is the address right?",
                cause);
        this.console = console;
    }

    public URI console() {
        return console;
    }

    private static String reason(IOException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
