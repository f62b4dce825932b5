package io.vedette.core.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final byte[] MESSAGE = "watch the belt".getBytes(UTF_8);

    private final SigningKey key = SigningKey.generate();

    @Test
    void verify_believedKeyOverSameBytes_passes() {
        Signature signature = Signature.fromJson(key.sign(MESSAGE).toJson());

        assertThatCode(() -> trusted(key).verify(MESSAGE, signature)).doesNotThrowAnyException();
    }

    @Test
    void verify_oneBitChanged_throwsBadSignature() {
        byte[] changed = MESSAGE.clone();
        changed[3] ^= 1;

        assertThatThrownBy(() -> trusted(key).verify(changed, key.sign(MESSAGE)))
                .isInstanceOf(BadSignatureException.class);
    }

    @Test
    void verify_keyThatIsNotBelieved_throwsUnknownKeyWithItsId() {
        UnknownKeyException refused = catchThrowableOfType(
                UnknownKeyException.class, () -> trusted(SigningKey.generate()).verify(MESSAGE, key.sign(MESSAGE)));

        assertThat(refused.keyId()).isEqualTo(key.verifyingKey().id());
    }

    @Test
    void verify_foreignSignatureUnderABelievedKeysName_throwsBadSignature() {
        byte[] foreign = SigningKey.generate().sign(MESSAGE).bytes();

        assertThatThrownBy(() -> trusted(key)
                        .verify(MESSAGE, new Signature(key.verifyingKey().id(), foreign)))
                .isInstanceOf(BadSignatureException.class);
    }

    @Test
    void fromPem_whatWasWritten_signsForTheSameKey() {
        SigningKey read = SigningKey.fromPem(key.toPem());

        assertThatCode(() -> trusted(key).verify(MESSAGE, read.sign(MESSAGE))).doesNotThrowAnyException();
        assertThat(VerifyingKey.fromPem(key.verifyingKey().toPem()).id())
                .isEqualTo(key.verifyingKey().id());
    }

    @Test
    void fromPem_halvesOfTwoKeys_throws() {
        String mixed = key.toPem().substring(0, key.toPem().indexOf("-----BEGIN PUBLIC"))
                + SigningKey.generate().verifyingKey().toPem();

        assertThatThrownBy(() -> SigningKey.fromPem(mixed)).isInstanceOf(KeyFormatException.class);
    }

    @Test
    void fromPem_noKey_throws() {
        assertThatThrownBy(() -> VerifyingKey.fromPem("hello")).isInstanceOf(KeyFormatException.class);
        assertThatThrownBy(() -> VerifyingKey.fromPem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"))
                .isInstanceOf(KeyFormatException.class);
    }

    private static TrustedKeys trusted(SigningKey key) {
        return new TrustedKeys(List.of(key.verifyingKey()));
    }
}
