package io.vedette.console.artifact;

import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.Release;

/**
 * The release of a line with the highest number that was ever published, which may have been deleted since.
 *
 * @param artifact the digest of its file
 */
public record HighestRelease(int number, String artifact) {
    boolean isOf(Release release, Artifact file) {
        return release.number() == number && file.digest().equals(artifact);
    }
}
