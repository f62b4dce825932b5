package io.vedette.agent.web;

/** What was sent is no picture, or damaged. */
public final class UnreadablePictureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreadablePictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
