package io.vedette.core.trust;

/** A signature does not fit what it is said to sign. */
public final class BadSignatureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadSignatureException(String message) {
        super(message);
    }
}
