package io.vedette.core.trust;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The public keys whose signatures are believed. */
public final class TrustedKeys {
    private final Map<String, VerifyingKey> keys = new TreeMap<>();

    public TrustedKeys(Collection<VerifyingKey> keys) {
        keys.forEach(key -> this.keys.put(key.id(), key));
    }

    /**
     * Returns if {@code signature} is by a believed key over {@code message}.
     *
     * @throws UnknownKeyException if the key is not believed
     * @throws BadSignatureException if the signature does not fit
     */
    public void verify(byte[] message, Signature signature) {
        VerifyingKey key = keys.get(signature.keyId());
        if (key == null) {
            throw new UnknownKeyException(signature.keyId(), keys.keySet());
        }
        if (!key.isSignatureOf(signature.bytes(), message)) {
            throw new BadSignatureException("The signature by key " + signature.keyId() + " does not fit the content");
        }
    }
}
