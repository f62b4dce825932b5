package io.vedette.console.web;

import io.vedette.console.artifact.PublishedRelease;
import io.vedette.core.bundle.ModelProvenance;
import io.vedette.core.bundle.Variant;
import io.vedette.core.contract.Release;
import java.time.Instant;
import java.util.List;

/**
 * A published release.
 *
 * @param artifact the digest of the bundle's file
 * @param chunks in which devices fetch it
 * @param keyId the key that signed it, or claims to have
 * @param isVerified whether the console had keys when it was published and believed the signature
 * @param isStored whether its file is there for devices to fetch; publishing it again brings it back
 * @param desiredBy how many devices should run it
 * @param runBy how many devices said last that they run it
 */
public record ReleaseView(
        Release release,
        String artifact,
        long sizeBytes,
        int chunks,
        Instant publishedAt,
        String keyId,
        boolean isVerified,
        boolean isStored,
        long desiredBy,
        long runBy,
        List<String> labels,
        List<Variant> variants,
        ModelProvenance provenance) {
    static ReleaseView of(PublishedRelease published, boolean isStored, long desiredBy, long runBy) {
        return new ReleaseView(
                published.release(),
                published.artifact().digest(),
                published.artifact().sizeBytes(),
                published.artifact().chunks().size(),
                published.publishedAt(),
                published.keyId(),
                published.isVerified(),
                isStored,
                desiredBy,
                runBy,
                published.labels(),
                published.variants(),
                published.provenance());
    }
}
