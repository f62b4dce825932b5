package io.vedette.core.trust;

/** A text holds no key that can be used. */
public final class KeyFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyFormatException(String message) {
        super(message);
    }

    /** Makes the exception, such as of another one in whose message the place of the text is missing. */
    public KeyFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
