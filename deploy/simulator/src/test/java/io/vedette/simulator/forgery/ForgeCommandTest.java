package io.vedette.simulator.forgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.bundle.BundleException;
import io.vedette.core.bundle.BundleLimits;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.trust.TrustedKeys;
import io.vedette.core.trust.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ForgeCommandTest {
    private static final Path KEPT = Path.of("../../shared/core/src/test/resources/bundles");

    @Test
    void forge_goodBundle_claimsTheNumberAndIsRefusedByItsKey(@TempDir Path folder) throws IOException {
        Path forgery = folder.resolve("forged.vedette");
        Path key = KEPT.resolve("belt-1.pub");

        int exit = new CommandLine(new ForgeCommand())
                .execute(
                        KEPT.resolve("belt-1.vedette").toString(), "--trust=" + key, "--release=7", "--out=" + forgery);

        assertThat(exit).isZero();
        BundleReader reader = new BundleReader(
                new TrustedKeys(List.of(VerifyingKey.fromPem(Files.readString(key)))), BundleLimits.DEFAULT);
        assertThat(reader.readUnverifiedManifest(forgery).release()).isEqualTo(7);
        assertThatThrownBy(() -> reader.read(forgery))
                .isInstanceOfSatisfying(BundleException.class, refusal -> assertThat(refusal.check())
                        .isEqualTo(BundleException.Check.KEY));
    }
}
