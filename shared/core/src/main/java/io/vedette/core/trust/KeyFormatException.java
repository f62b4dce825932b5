package io.vedette.core.trust;

/** A text holds no key that can be used. */
public final class KeyFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyFormatException(String message) {
        super(message);
    }

    KeyFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
