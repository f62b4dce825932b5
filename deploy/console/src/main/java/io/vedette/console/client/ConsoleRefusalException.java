package io.vedette.console.client;

/** A console refused what it was asked, with its reason as the message. */
public final class ConsoleRefusalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String error;

    ConsoleRefusalException(int status, String error, String message) {
        super(message);
        this.status = status;
        this.error = error;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The stable name of the kind of refusal. */
    public String error() {
        return error;
    }
}
