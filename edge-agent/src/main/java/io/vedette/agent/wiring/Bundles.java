package io.vedette.agent.wiring;

import io.vedette.core.bundle.BundleLimits;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.trust.KeyFormatException;
import io.vedette.core.trust.TrustedKeys;
import io.vedette.core.trust.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads bundles that are signed by keys in files. */
final class Bundles {
    private Bundles() {}

    /** The verified bundle. */
    static ModelBundle read(Path file, List<Path> trust) {
        return reader(trust).read(file);
    }

    /** Verifies bundles by the keys in these files. */
    static BundleReader reader(List<Path> trust) {
        if (trust.isEmpty()) {
            throw new ConfigurationException(
                    "trust", "no public key is named, and a bundle without a believed signature is not run");
        }
        List<VerifyingKey> keys = new ArrayList<>();
        for (Path key : trust) {
            keys.add(readKey(key));
        }
        return new BundleReader(new TrustedKeys(keys), BundleLimits.DEFAULT);
    }

    private static VerifyingKey readKey(Path file) {
        try {
            return VerifyingKey.fromPem(Files.readString(file));
        } catch (IOException e) {
            throw new ConfigurationException("trust", "cannot read the public key " + file + ": " + e, e);
        } catch (KeyFormatException e) {
            throw new ConfigurationException("trust", file + ": " + e.getMessage(), e);
        }
    }
}
