package io.vedette.console.artifact;

import io.vedette.core.bundle.BundleDescription;
import io.vedette.core.bundle.BundleException;
import io.vedette.core.bundle.BundleLimits;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.trust.TrustedKeys;
import io.vedette.core.trust.VerifyingKey;
import java.nio.file.Path;
import java.util.List;

/**
 * The look at a bundle before it is published: that it is whole and within the limits, and who signed it where the console has keys. It spares
 * operators a round to the device; what a device runs, it verifies itself.
 */
public final class BundleInspection {
    private final BundleReader reader;
    private final boolean isVerifying;

    /** @param trusted the keys that are believed; none to check no signature */
    public BundleInspection(List<VerifyingKey> trusted) {
        this.reader = new BundleReader(new TrustedKeys(trusted), BundleLimits.DEFAULT);
        this.isVerifying = !trusted.isEmpty();
    }

    /** Whether signatures are checked. */
    public boolean isVerifying() {
        return isVerifying;
    }

    /**
     * What the bundle says of itself.
     *
     * @throws BundleException if a check refuses it
     */
    BundleDescription inspect(Path file) {
        try {
            return isVerifying ? reader.describe(file) : reader.describeUnverified(file);
        } catch (BundleException e) {
            // Where it lies meanwhile says nothing to the one who sent it.
            String message = String.valueOf(e.getMessage()).replace(file.toString(), "the file sent");
            throw new BundleException(e.check(), message, e);
        }
    }
}
