package io.vedette.core.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** An Ed25519 public key, named by the first 16 hexadecimal digits of the SHA-256 of its X.509 form. */
public final class VerifyingKey {
    private final PublicKey publicKey;
    private final String id;

    private VerifyingKey(PublicKey publicKey, String id) {
        this.publicKey = publicKey;
        this.id = id;
    }

    static VerifyingKey of(PublicKey publicKey) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
        return new VerifyingKey(publicKey, HexFormat.of().formatHex(digest, 0, 8));
    }

    /**
     * The key in a PEM text.
     *
     * @throws KeyFormatException if it holds none
     */
    public static VerifyingKey fromPem(String text) {
        byte[] encoded = Pem.decode(text, "PUBLIC KEY");
        try {
            return of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new KeyFormatException("Not an Ed25519 public key: " + e.getMessage(), e);
        }
    }

    public String toPem() {
        return Pem.encode("PUBLIC KEY", publicKey.getEncoded());
    }

    public String id() {
        return id;
    }

    boolean isSignatureOf(byte[] signature, byte[] message) {
        try {
            java.security.Signature verifier = java.security.Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
