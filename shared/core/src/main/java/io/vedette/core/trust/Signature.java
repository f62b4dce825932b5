package io.vedette.core.trust;

import io.vedette.core.json.JsonFormatException;
import io.vedette.core.json.RecordJson;
import java.util.Arrays;
import java.util.Base64;

/** An Ed25519 signature and the id of the key that made it. */
public final class Signature {
    private static final String ALGORITHM = "Ed25519";

    private final String keyId;
    private final byte[] bytes;

    Signature(String keyId, byte[] bytes) {
        this.keyId = keyId;
        this.bytes = bytes.clone();
    }

    public String keyId() {
        return keyId;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** The JSON form: algorithm, key and the signature in Base64. */
    public byte[] toJson() {
        return RecordJson.write(new Form(ALGORITHM, keyId, Base64.getEncoder().encodeToString(bytes)));
    }

    /**
     * Reads the JSON form.
     *
     * @throws BadSignatureException if it is not of that form
     */
    public static Signature fromJson(byte[] json) {
        try {
            Form form = RecordJson.read(json, Form.class);
            if (!form.algorithm().equals(ALGORITHM)) {
                throw new BadSignatureException(
                        "Expected a signature by " + ALGORITHM + " but found one by '" + form.algorithm() + "'");
            }
            return new Signature(form.key(), Base64.getDecoder().decode(form.signature()));
        } catch (JsonFormatException | IllegalArgumentException e) {
            throw new BadSignatureException("The signature file cannot be understood: " + e.getMessage());
        }
    }

    /** The JSON form's fields. */
    private record Form(String algorithm, String key, String signature) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof Signature signature
                && keyId.equals(signature.keyId)
                && Arrays.equals(bytes, signature.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
