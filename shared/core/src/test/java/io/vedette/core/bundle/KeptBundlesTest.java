package io.vedette.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.trust.TrustedKeys;
import io.vedette.core.trust.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bundles that earlier releases wrote stay readable. The files are never written again. */
class KeptBundlesTest {
    private static final Path BUNDLES = Path.of("src/test/resources/bundles");

    @Test
    void read_bundleOfSchema1_isVerifiedAndComplete() throws IOException {
        VerifyingKey key = VerifyingKey.fromPem(Files.readString(BUNDLES.resolve("belt-1.pub")));
        ModelBundle bundle = new BundleReader(new TrustedKeys(List.of(key)), BundleLimits.DEFAULT)
                .read(BUNDLES.resolve("belt-1.vedette"));

        BundleManifest manifest = bundle.manifest();
        assertThat(manifest.schema()).isEqualTo("1.0");
        assertThat(manifest.name()).isEqualTo("belt");
        assertThat(manifest.release()).isEqualTo(1);
        assertThat(manifest.labels()).hasSize(11).contains("Ankle-boot", "empty");
        assertThat(manifest.preprocessing().width()).isEqualTo(28);
        assertThat(manifest.variants())
                .extracting(Variant::id)
                .containsExactlyInAnyOrder("onnx-fp32", "onnx-int8", "tflite-fp32", "tflite-int8");
        assertThat(manifest.goldenSamples()).hasSize(10);
        for (BundleMember member : manifest.members()) {
            assertThat(Sha256.of(bundle.getMember(member.path()))).isEqualTo(member.sha256());
        }
    }
}
