package io.vedette.core.trust;

import java.util.Set;

/** Something is signed by a key that is not believed. */
public final class UnknownKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String keyId;

    UnknownKeyException(String keyId, Set<String> trusted) {
        super("Signed by key " + keyId + "; believed are only " + trusted);
        this.keyId = keyId;
    }

    public String keyId() {
        return keyId;
    }
}
