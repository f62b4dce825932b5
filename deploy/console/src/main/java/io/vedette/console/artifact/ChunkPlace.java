package io.vedette.console.artifact;

/** Where a chunk's bytes are: in which release's file, and the how manieth there. */
record ChunkPlace(PublishedRelease release, int chunk) {
    String digest() {
        return release.artifact().chunks().get(chunk);
    }

    int sizeBytes() {
        return release.artifact().sizeOf(chunk);
    }
}
