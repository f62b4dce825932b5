package io.vedette.core.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** An Ed25519 private key with its public half. */
public final class SigningKey {
    private final PrivateKey privateKey;
    private final VerifyingKey verifyingKey;

    private SigningKey(PrivateKey privateKey, VerifyingKey verifyingKey) {
        this.privateKey = privateKey;
        this.verifyingKey = verifyingKey;
    }

    /** A new key from the platform's source of randomness. */
    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(pair.getPrivate(), VerifyingKey.of(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform has no Ed25519", e);
        }
    }

    /**
     * The key in a PEM text that holds the private key (PKCS #8) and the public one.
     *
     * @throws KeyFormatException if it does not
     */
    public static SigningKey fromPem(String text) {
        byte[] encoded = Pem.decode(text, "PRIVATE KEY");
        VerifyingKey verifyingKey = VerifyingKey.fromPem(text);
        try {
            PrivateKey privateKey = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            SigningKey key = new SigningKey(privateKey, verifyingKey);
            byte[] probe = {1, 2, 3};
            if (!verifyingKey.isSignatureOf(key.sign(probe).bytes(), probe)) {
                throw new KeyFormatException("The private key and the public key of the file do not belong together");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new KeyFormatException("Not an Ed25519 private key: " + e.getMessage(), e);
        }
    }

    /** The private key and the public one as PEM. */
    public String toPem() {
        return Pem.encode("PRIVATE KEY", privateKey.getEncoded()) + verifyingKey.toPem();
    }

    public VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    /** The signature over {@code message}. */
    public Signature sign(byte[] message) {
        try {
            java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
            signer.initSign(privateKey);
            signer.update(message);
            return new Signature(verifyingKey.id(), signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An Ed25519 key always signs", e);
        }
    }
}
