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

    private UnreachableConsoleException(String message, URI console, IOException cause) {
        super(message, cause);
        this.console = console;
    }

    /** A bundle's sending broke off: a console that refuses it before all of it came closes the connection, and its reason may be lost. */
    static UnreachableConsoleException whilePublishing(URI console, IOException cause) {
        return new UnreachableConsoleException(
                "The connection to " + console + " broke off (" + reason(cause)
                        + "): either no console runs there, or it refused the bundle before all of it had come, being too"
                        + " large for it, too slow, or one of too many at once",
                console,
                cause);
    }

    public URI console() {
        return console;
    }

    private static String reason(IOException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
