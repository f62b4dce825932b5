package io.vedette.console.artifact;

import io.vedette.core.bundle.BundleDescription;
import io.vedette.core.bundle.BundleManifest;
import io.vedette.core.bundle.ModelProvenance;
import io.vedette.core.bundle.Variant;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.Release;
import java.time.Instant;
import java.util.List;

/**
 * A release that devices can be told to run.
 *
 * @param artifact the bundle's file
 * @param keyId the key that signed it, or claims to have
 * @param isVerified whether the console had keys when it was published and believed the signature; devices verify in any case
 */
public record PublishedRelease(
        Release release,
        Artifact artifact,
        Instant publishedAt,
        String keyId,
        boolean isVerified,
        List<String> labels,
        List<Variant> variants,
        ModelProvenance provenance) {
    public PublishedRelease {
        labels = List.copyOf(labels);
        variants = List.copyOf(variants);
    }

    static PublishedRelease of(BundleDescription bundle, boolean isVerified, Artifact artifact, Instant now) {
        BundleManifest manifest = bundle.manifest();
        return new PublishedRelease(
                new Release(manifest.name(), manifest.release(), bundle.digest()),
                artifact,
                now,
                bundle.keyId(),
                isVerified,
                manifest.labels(),
                manifest.variants(),
                manifest.provenance());
    }

    /** Whether it is the release of that name and number. */
    public boolean is(String name, int number) {
        return release.name().equals(name) && release.number() == number;
    }
}
